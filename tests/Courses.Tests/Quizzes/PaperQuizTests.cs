using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Quizzes;

/// <summary>A quiz written by hand: drawn, keyed by one person, confirmed by a second, and then as good as any other.</summary>
public sealed class PaperQuizTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_same_answers_give_the_same_mark_on_paper_as_on_the_site(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var (one, two) = await SecretariesAsync(room);
        var sheet = await IssueAsync(room, one);
        Assert.Equal(sheet.Id, (await IssueAsync(room, two)).Id); // printed again: the same
        var posted = sheet.Slots.OrderBy(s => s.Slot).Take(3).ToDictionary(s => s.Slot, s => (IReadOnlyList<string>)room.Right(s));
        var written = room.School.Calendar.Today();

        var keying = (await KeyAsync(room, one, new KeyingInput(sheet.Id, 0, written, posted))).Value!;
        Assert.Equal(keying.Id, (await KeyAsync(room, one, new KeyingInput(sheet.Id, 0, written, posted))).Value!.Id); // keyed twice
        Assert.Equal("PaperQuiz.SecondPerson", (await ConfirmAsync(room, one, sheet.Id, keying.Id)).Refusal?.Code);
        room.School.Clock.Advance(TimeSpan.FromDays(3));
        var result = (await ConfirmAsync(room, two, sheet.Id, keying.Id)).Value!;
        Assert.Equal(result.Id, (await ConfirmAsync(room, two, sheet.Id, keying.Id)).Value!.Id); // confirmed twice

        var online = (await room.StartAsync()).Value!;
        await room.SaveRightAsync(online, 3);
        var onSite = (await room.HandInAsync(online.Id)).Value!;
        Assert.Equal((onSite.Score, onSite.MaxScore, onSite.Passed), (result.Score, result.MaxScore, result.Passed));
        Assert.Equal(2, online.Number); // the paper was the first of two attempts
        Assert.Equal(written, room.School.Calendar.DayOf(result.FinishedAt)); // the day of writing, not of typing
        Assert.Equal(3, (await room.ReviewAsync(result.AttemptId)).Value!.Questions.Count(q => q.IsRight));
        await using var db = room.School.NewDb();
        Assert.Equal(["paper.confirmed", "paper.issued", "paper.keyed"], await db.Evidence.Where(e => e.Kind.StartsWith("paper.")).Select(e => e.Kind).Order().ToListAsync(Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task What_is_keyed_otherwise_is_compared_anew_and_what_is_confirmed_stays(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var (one, two) = await SecretariesAsync(room);
        var sheet = await IssueAsync(room, one);
        var (today, slot) = (room.School.Calendar.Today(), sheet.Slots[0]);
        var right = new Dictionary<int, IReadOnlyList<string>> { [slot.Slot] = room.Right(slot) };
        var empty = new Dictionary<int, IReadOnlyList<string>>();

        var first = (await KeyAsync(room, one, new KeyingInput(sheet.Id, 0, today, empty))).Value!;
        Assert.Equal("PaperQuiz.KeyedMeanwhile", (await KeyAsync(room, two, new KeyingInput(sheet.Id, 0, today, right))).Refusal?.Code);
        var second = (await KeyAsync(room, two, new KeyingInput(sheet.Id, 1, today, right))).Value!;
        Assert.Equal("PaperQuiz.KeyedMeanwhile", (await ConfirmAsync(room, one, sheet.Id, first.Id)).Refusal?.Code);
        Assert.Equal("PaperQuiz.SecondPerson", (await ConfirmAsync(room, two, sheet.Id, second.Id)).Refusal?.Code);
        Assert.Equal(1, (await ConfirmAsync(room, one, sheet.Id, second.Id)).Value!.Score);
        Assert.Equal("PaperQuiz.AlreadyConfirmed", (await KeyAsync(room, two, new KeyingInput(sheet.Id, 2, today, empty))).Refusal?.Code);
        Assert.NotEqual(sheet.Id, (await IssueAsync(room, one)).Id); // the next attempt has a sheet of its own
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_who_confirm_at_once_put_one_attempt_on_record(DatabaseProvider provider)
    {
        await using var room = await QuizRoom.OpenAsync(provider);
        var (one, two) = await SecretariesAsync(room);
        var three = await SecretaryAsync(room, "丙");
        var sheet = await IssueAsync(room, one);
        var keying = (await KeyAsync(room, one, new KeyingInput(sheet.Id, 0, room.School.Calendar.Today(), new Dictionary<int, IReadOnlyList<string>>()))).Value!;

        // SQLite has one writer, so there the second waits for the first; on PostgreSQL they meet.
        var first = ConfirmAsync(room, two, sheet.Id, keying.Id);
        if (provider == DatabaseProvider.Sqlite)
        {
            await first;
        }

        var results = await Task.WhenAll(first, ConfirmAsync(room, three, sheet.Id, keying.Id));

        Assert.Equal(results[0].Value!.Id, results[1].Value!.Id);
        await using var db = room.School.NewDb();
        Assert.Equal((1, 1), (await db.Attempts.CountAsync(Ct), await db.PaperConfirmations.CountAsync(Ct)));
    }

    [Fact]
    public async Task Sheets_are_for_members_one_answers_for_and_within_the_rule()
    {
        await using var room = await QuizRoom.OpenAsync();
        var (one, two) = await SecretariesAsync(room);
        var stranger = await room.Roster.AppointAsync(await room.Roster.MemberAsync("d/t2/b1", "外"), PostKind.BranchSecretary, "d/t2/b1");
        var sheet = await IssueAsync(room, one);
        var today = room.School.Calendar.Today();
        var nothing = new Dictionary<int, IReadOnlyList<string>>();

        await using (var db = room.School.NewDb(stranger))
        {
            Assert.Equal("Organisation.NoSuchMember", Assert.Single((await Issue(room, db).RunAsync(QuizRoom.Course, [room.Member], Languages.Chinese, Ct)).Value!.Refused).Refusal.Code);
            Assert.Null(await new PaperDesk(db, room.School.Calendar).FindAsync(sheet.Code, Ct));
        }

        Assert.Equal("PaperQuiz.NoSuchSheet", (await KeyAsync(room, stranger, new KeyingInput(sheet.Id, 0, today, nothing))).Refusal?.Code);
        Assert.Equal("PaperQuiz.WrittenWhen", (await KeyAsync(room, one, new KeyingInput(sheet.Id, 0, today.AddDays(1), nothing))).Refusal?.Code);
        var keying = (await KeyAsync(room, one, new KeyingInput(sheet.Id, 0, today, nothing))).Value!;
        await room.HandInAsync((await room.StartAsync()).Value!.Id);
        await room.HandInAsync((await room.StartAsync()).Value!.Id);
        Assert.Equal("PaperQuiz.NoAttemptsLeft", (await ConfirmAsync(room, two, sheet.Id, keying.Id)).Refusal?.Code);
        await using var own = room.School.NewDb(one);
        Assert.Equal("PaperQuiz.OwnSheet", Assert.Single((await Issue(room, own).RunAsync(QuizRoom.Course, [one.MemberId!.Value], Languages.Chinese, Ct)).Value!.Refused).Refusal.Code);
    }

    [Fact]
    public async Task A_code_is_found_as_people_type_it()
    {
        await using var room = await QuizRoom.OpenAsync();
        var (one, _) = await SecretariesAsync(room);
        var sheet = await IssueAsync(room, one);
        await using var db = room.School.NewDb(one);
        var typed = sheet.Code.ToLowerInvariant().Replace('0', 'o').Insert(4, " - ");

        Assert.Equal(sheet.Id, await new PaperDesk(db, room.School.Calendar).FindAsync(typed, Ct));
        Assert.Null(await new PaperDesk(db, room.School.Calendar).FindAsync("", Ct));
    }

    private static async Task<(Viewer One, Viewer Two)> SecretariesAsync(QuizRoom room) => (await SecretaryAsync(room, "甲"), await SecretaryAsync(room, "乙"));

    private static async Task<Viewer> SecretaryAsync(QuizRoom room, string name) =>
        await room.Roster.AppointAsync(await room.Roster.MemberAsync("d/t1/b1", name), PostKind.BranchSecretary, "d/t1/b1");

    private static IssuePapers Issue(QuizRoom room, CoursesDb db) => new(db, room.School.Calendar, room.Content, new QuestionBanks());

    private static ConfirmPaper Confirm(QuizRoom room, CoursesDb db) =>
        new(db, room.School.Calendar, room.Content, new PassCourse(db, room.School.Calendar, room.Content));

    private static async Task<PaperSheet> IssueAsync(QuizRoom room, Viewer viewer)
    {
        await using var db = room.School.NewDb(viewer);
        return Assert.Single((await Issue(room, db).RunAsync(QuizRoom.Course, [room.Member], Languages.Chinese, Ct)).Value!.Issued);
    }

    private static async Task<Outcome<PaperKeying>> KeyAsync(QuizRoom room, Viewer viewer, KeyingInput input)
    {
        await using var db = room.School.NewDb(viewer);
        return await new KeyPaper(db, room.School.Calendar).RunAsync(input, Ct);
    }

    private static async Task<Outcome<AttemptResult>> ConfirmAsync(QuizRoom room, Viewer viewer, Guid sheet, Guid keying)
    {
        await using var db = room.School.NewDb(viewer);
        return await Confirm(room, db).RunAsync(sheet, keying, Ct);
    }
}
