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

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_quiz_with_days_begins_on_those_and_on_the_other_day_of_a_member(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var today = room.School.Calendar.Today();
        Limit(room, today.AddDays(1), today.AddDays(2));
        Assert.Equal(("Quiz.OpensOn", today.AddDays(1)), Said((await room.StartAsync()).Refusal));

        room.School.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null((await room.OverviewAsync()).NotToday);
        var begun = (await room.StartAsync()).Value!;

        // On the third day the sitting that was begun is still gone back to; a new one needs a day of one's own.
        room.School.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(begun.Id, (await room.StartAsync()).Value!.Id);
        await room.HandInAsync(begun.Id);
        Assert.Equal(("Quiz.Closed", today.AddDays(2)), Said((await room.StartAsync()).Refusal));

        Assert.Equal(today.AddDays(5), (await AllowAsync(room, Input(room) with { OtherDay = today.AddDays(5), ReasonCode = "other-day" })).Value!.OtherDay);
        Assert.Equal(("Quiz.OpensOn", today.AddDays(5)), Said((await room.OverviewAsync()).NotToday));
        room.School.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(2, (await room.StartAsync()).Value!.Number);
    }

    [Fact]
    public async Task Another_day_is_one_to_come_of_a_quiz_that_has_days()
    {
        await using var room = await QuizRoom.OpenAsync();
        var today = room.School.Calendar.Today();
        Assert.Equal("Allowance.AnyDay", await RefusedAsync(today));

        Limit(room, null, today.AddDays(-1));
        Assert.Equal("Allowance.DayOutOfReach", await RefusedAsync(today.AddDays(-1)));
        Assert.Equal("Allowance.DayOutOfReach", await RefusedAsync(today.AddDays(367)));
        Assert.Null(await RefusedAsync(today));

        async Task<string?> RefusedAsync(DateOnly day) => (await AllowAsync(room, Input(room) with { OtherDay = day })).Refusal?.Code;
    }

    private static void Limit(QuizRoom room, DateOnly? from, DateOnly to)
    {
        room.Files.Replace("history/course.md", "  attempts: 2", $"  attempts: 2\n{(from is null ? "" : $"  opens: {from:yyyy-MM-dd}\n")}  closes: {to:yyyy-MM-dd}");
        room.Content.Reload();
        Assert.Empty(room.Content.Current.Problems);
    }

    private static (string? Code, object? Day) Said(Refusal? refusal) => (refusal?.Code, refusal?.Args[0]);

    private static AllowanceInput Input(QuizRoom room, int minutes = 0, int attempts = 0) =>
        new(RowId.At(room.School.Calendar.UtcNow()), room.Member, QuizRoom.Course, minutes, attempts, "illness");

    private static async Task<Outcome<SittingAllowance>> AllowAsync(QuizRoom room, AllowanceInput input, Viewer? viewer = null)
    {
        await using var db = room.School.NewDb(viewer ?? Viewer.System);
        return await new AllowSitting(db, room.School.Calendar, room.Content).RunAsync(input, Ct);
    }
}
