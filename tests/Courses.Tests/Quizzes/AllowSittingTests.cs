using Learning.Courses.Organisation;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Quizzes;

public sealed class AllowSittingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Extra_minutes_reach_the_sitting_that_is_going_on_and_every_later_one(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var open = (await room.StartAsync()).Value!;
        var input = Input(room, minutes: 15);

        var first = (await AllowAsync(room, input)).Value!;
        Assert.Equal(first, (await AllowAsync(room, input)).Value); // The same form twice.

        Assert.Equal(open.DueAt.AddMinutes(15), (await room.StoredAsync(open.Id)).DueAt);
        await room.HandInAsync(open.Id);
        var next = (await room.StartAsync()).Value!;
        Assert.Equal(next.RecordedAt.AddMinutes(25), next.DueAt);
        await using var db = room.School.NewDb();
        Assert.Equal(1, await db.Evidence.CountAsync(e => e.Kind == "sitting.allowed", Ct));
    }

    [Fact]
    public async Task A_further_attempt_is_one_more_and_the_page_says_so()
    {
        await using var room = await QuizRoom.OpenAsync();
        for (var i = 0; i < 2; i++)
        {
            await room.HandInAsync((await room.StartAsync()).Value!.Id);
        }

        Assert.Equal("Quiz.NoAttemptsLeft", (await room.StartAsync()).Refusal?.Code);
        Assert.NotNull((await AllowAsync(room, Input(room, attempts: 1))).Value);

        Assert.Equal((1, 3), ((await room.OverviewAsync()).AttemptsLeft, (await room.OverviewAsync()).Rule.Attempts));
        Assert.Equal(3, (await room.StartAsync()).Value!.Number);
    }

    [Fact]
    public async Task Only_who_answers_for_the_member_allows_and_nobody_allows_themselves()
    {
        await using var room = await QuizRoom.OpenAsync();
        var secretary = await room.Roster.AppointAsync(await room.Roster.MemberAsync("d/t1/b1", "书记"), PostKind.BranchSecretary, "d/t1/b1");
        var stranger = await room.Roster.AppointAsync(await room.Roster.MemberAsync("d/t2/b1", "书记"), PostKind.BranchSecretary, "d/t2/b1");

        Assert.Equal("Organisation.NoSuchMember", (await AllowAsync(room, Input(room, minutes: 5), stranger)).Refusal?.Code);
        Assert.Equal("Allowance.Oneself", (await AllowAsync(room, Input(room, minutes: 5) with { Member = secretary.MemberId!.Value }, secretary)).Refusal?.Code);
        Assert.Equal(secretary.MemberId, (await AllowAsync(room, Input(room, minutes: 5), secretary)).Value!.GrantedBy);
    }

    [Theory]
    [InlineData(0, 0, "illness", "history", "Allowance.Nothing")]
    [InlineData(-1, 0, "illness", "history", "Allowance.TooMuch")]
    [InlineData(301, 0, "illness", "history", "Allowance.TooMuch")]
    [InlineData(0, 6, "illness", "history", "Allowance.TooMuch")]
    [InlineData(5, 0, "because", "history", "Allowance.NoSuchReason")]
    [InlineData(5, 0, "illness", "nothing", "Quiz.NotFound")]
    public async Task What_makes_no_sense_is_refused(int minutes, int attempts, string reason, string course, string refusal)
    {
        await using var room = await QuizRoom.OpenAsync();
        Assert.Equal(refusal, (await AllowAsync(room, Input(room, minutes, attempts) with { ReasonCode = reason, CourseKey = course })).Refusal?.Code);
    }

    private static AllowanceInput Input(QuizRoom room, int minutes = 0, int attempts = 0) =>
        new(RowId.At(room.School.Calendar.UtcNow()), room.Member, QuizRoom.Course, minutes, attempts, "illness");

    private static async Task<Outcome<SittingAllowance>> AllowAsync(QuizRoom room, AllowanceInput input, Viewer? viewer = null)
    {
        await using var db = room.School.NewDb(viewer ?? Viewer.System);
        return await new AllowSitting(db, room.School.Calendar, room.Content).RunAsync(input, Ct);
    }
}
