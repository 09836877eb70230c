using System.Text.Json;
using Learning.Courses.Credits;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Learning.Courses.Tests.Quizzes.Revisions;

/// <summary>
/// The quiz room with all six questions on every paper (four are a pass), members who have done the lessons, an author and a
/// reviewer. By the wrong key 1921 is right; the author makes it 1919 or 1927.
/// </summary>
internal sealed class RevisionRoom(QuizRoom room, Viewer author, Viewer reviewer) : IAsyncDisposable
{
    public const string Course = QuizRoom.Course;

    public QuizRoom Room => room;
    public School School => room.School;
    public Viewer Author => author;
    public Viewer Reviewer => reviewer;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RevisionRoom> OpenAsync(DatabaseProvider provider)
    {
        var room = await QuizRoom.OpenAsync(provider);
        room.Files.Replace("history/course.md", "questions: 4", "questions: 6");
        room.Content.Reload();
        var author = await room.Roster.AppointAsync(await room.Roster.MemberAsync("d/t1/b1", "作者"), PostKind.Author, "d");
        var reviewer = await room.Roster.AppointAsync(await room.Roster.MemberAsync("d/t1/b1", "审稿人"), PostKind.Reviewer, "d");
        return new RevisionRoom(room, author, reviewer);
    }

    /// <summary>The question of the year gets another right answer.</summary>
    public void Correct(string from, string to)
    {
        room.Files.Replace("history/questions.md", $"- [x] {from}", $"- [ ] {from}");
        room.Files.Replace("history/questions.md", $"- [ ] {to}", $"- [x] {to}");
        room.Content.Reload();
        Assert.Empty(room.Content.Current.Problems);
    }

    /// <summary>Somebody who has done the lessons.</summary>
    public async Task<MemberId> MemberAsync(string branch = "d/t1/b1")
    {
        var member = await room.Roster.MemberAsync(branch);
        var now = School.Calendar.UtcNow();
        await using var db = School.NewDb();
        db.LessonCredits.AddRange(room.Content.Current.FindCourse(Course)!.Lessons.Select(l => new LessonCredit(RowId.At(now), member, l.Key, new string('e', 64), now)));
        await db.SaveChangesAsync(Ct);
        return member;
    }

    /// <summary>Sits the quiz: the question of the year as said, so many of the others rightly, the rest not at all.</summary>
    public async Task<Guid> SitAsync(MemberId member, string year, int others)
    {
        var attempt = await BeginAsync(member, year, others);
        return await HandInAsync(member, attempt.Id);
    }

    /// <summary>
    /// Many who sat, each second of whom chose 1919 and the others 1921, and who have all done the lessons and three of the
    /// other questions. Written down at once: what they did is no part of the story.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> ManyAsync(int count)
    {
        var now = School.Calendar.UtcNow();
        var first = await BeginAsync(await MemberAsync(), "1921年", others: 3);
        var model = await room.StoredAsync(first.Id);
        var year = model.Slots.Single(s => room.QuestionOf(s).Key == "h-1").Slot;
        var lessons = room.Content.Current.FindCourse(Course)!.Lessons;
        await using var db = School.NewDb();
        var attempts = new List<Attempt>();
        for (var i = 0; i < count; i++)
        {
            var member = new Member(MemberId.New(now), $"X{i:0000}", "张三", Gender.Man, new(1980, 6, 1), new(2005, 7, 1), now);
            var attempt = new Attempt(RowId.At(now), member.MemberId, Course, model.CourseEditionHash, 1, model.PassPercent, 1, now, now.AddMinutes(10), model.Slots.Select(s => s with { }));
            Assert.Null(attempt.Answer(0, model.Steps.ToDictionary(s => s.Slot, s => s.Slot == year ? $"{i % 2}" : s.Response), now));
            attempt.Finish(now);
            var passed = i % 2 == 1;
            db.AddRange(member, attempt, new AttemptResult(RowId.At(now), attempt, passed ? 4 : 3, 6, passed, now));
            db.AddRange(lessons.Select(l => new LessonCredit(RowId.At(now), member.MemberId, l.Key, new string('e', 64), now)));
            if (passed)
            {
                db.Add(new CoursePass(RowId.At(now), member.MemberId, Course, model.CourseEditionHash, 24, true, School.Calendar.Today(), now));
            }

            attempts.Add(attempt);
        }

        await db.SaveChangesAsync(Ct);
        return [.. attempts.Select(a => a.Id)];
    }

    public async Task<Attempt> BeginAsync(MemberId member, string year, int others)
    {
        var attempt = (await room.StartAsync(member)).Value!;
        var questions = attempt.Slots.Select(s => (Slot: s, Question: room.QuestionOf(s))).OrderBy(q => q.Question.Key, StringComparer.Ordinal).ToList();
        var (slot, asked) = questions[0];
        var position = IndexList.Parse(slot.OptionOrder).ToList().IndexOf(asked.Options.ToList().FindIndex(o => o.Text == year));
        var answers = questions.Skip(1).Take(others).ToDictionary(q => q.Slot.Slot, q => (IReadOnlyList<string>)room.Right(q.Slot));
        answers[slot.Slot] = [$"{position}"];
        await using var db = School.NewDb();
        Assert.Null((await new SaveAnswers(db, School.Calendar).RunAsync(member, attempt.Id, 0, answers, Ct)).Refusal);
        return attempt;
    }

    public async Task<Guid> HandInAsync(MemberId member, Guid attempt)
    {
        Assert.Null((await room.HandInAsync(attempt, member)).Refusal);
        return attempt;
    }

    /// <summary>The question of the year as it stood on the first paper.</summary>
    public async Task<MarkedBy> YearAsync()
    {
        await using var db = School.NewDb();
        return new MarkedBy(await db.QuestionVersions.Where(q => q.QuestionKey == "h-1").OrderBy(q => q.FirstSeenAt).Select(q => q.Hash).FirstAsync(Ct), false);
    }

    public MarkedBy YearNow() =>
        new(room.Banks.Find(room.Content.Current.FindCourse(Course)!, "zh-CN")!.Questions.Single(q => q.Question.Key == "h-1").Hash, false);

    public RevisionInput Input(MarkedBy from, RevisionRule rule = RevisionRule.BothWays, bool makesVoid = false) =>
        new(RowId.At(School.Calendar.UtcNow()), Course, from, makesVoid, rule, "wrong-key");

    public async Task<Outcome<RevisionPlan>> PlanAsync(RevisionInput input, Viewer? who = null)
    {
        await using var db = School.NewDb(who ?? author);
        return await Revise(db).PlanAsync(input, Ct);
    }

    public async Task<Outcome<Revision>> ProposeAsync(RevisionInput input, Viewer? who = null)
    {
        await using var db = School.NewDb(who ?? author);
        return await Revise(db).RunAsync(input, Ct);
    }

    public async Task<Outcome<RevisionDecision>> DecideAsync(Guid revision, bool applies = true, Viewer? who = null)
    {
        await using var db = School.NewDb(who ?? reviewer);
        return await new DecideRevision(db, School.Calendar).RunAsync(revision, applies, Ct);
    }

    public async Task<int> CarryOutAsync(params IInterceptor[] interceptors)
    {
        await using var db = School.NewDb(Viewer.System, interceptors);
        return await new CarryOutRevisions(db, School.Calendar, new CorrectResults(db, School.Calendar, new PassCourse(db, School.Calendar, room.Content))).RunAsync(Ct);
    }

    /// <summary>Proposed, decided and carried out.</summary>
    public async Task<Revision> ReviseAsync(RevisionInput input)
    {
        School.Clock.Advance(TimeSpan.FromHours(1));
        var revision = (await ProposeAsync(input)).Value!;
        Assert.Null((await DecideAsync(revision.Id)).Refusal);
        School.Clock.Advance(TimeSpan.FromMinutes(1));
        await CarryOutAsync();
        return revision;
    }

    /// <summary>The results that hold: points of six, and whether that passes.</summary>
    public async Task<(Fraction Score, bool Passed)> ResultAsync(Guid attempt)
    {
        await using var db = School.NewDb();
        var result = await FinishAttempt.ResultOfAsync(db, attempt, Ct);
        Assert.Equal(6, result.MaxScore);
        return (result.Score, result.Passed);
    }

    /// <summary>The pass that holds.</summary>
    public async Task<CoursePass?> PassAsync(MemberId member)
    {
        await using var db = School.NewDb();
        return await db.CoursePasses.SingleOrDefaultAsync(p => p.MemberId == member && !db.CoursePassWithdrawals.Any(w => w.PassId == p.Id), Ct);
    }

    public async Task<Certificate> CertificateAsync(Guid pass)
    {
        await using var db = School.NewDb();
        return await db.Certificates.SingleAsync(c => c.SourceId == pass, Ct);
    }

    /// <summary>Every row a revision could touch, as it is stored.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var db = School.NewDb();
        var attempts = await db.Attempts.AsNoTracking().AsSplitQuery().OrderBy(a => a.Id).ToListAsync(Ct);
        return
        [
            .. attempts.Select(a => JsonSerializer.Serialize(a)),
            .. (await db.AttemptResults.AsNoTracking().ToListAsync(Ct)).Select(r => JsonSerializer.Serialize(r)),
            .. (await db.CoursePasses.AsNoTracking().ToListAsync(Ct)).Select(p => JsonSerializer.Serialize(p)),
            .. (await db.Certificates.AsNoTracking().ToListAsync(Ct)).Select(c => JsonSerializer.Serialize(c)),
            .. (await db.Evidence.AsNoTracking().ToListAsync(Ct)).Select(e => $"{e.Id} {Convert.ToHexString(e.Body)}"),
        ];
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();

    private ReviseQuestion Revise(CoursesDb db) => new(db, School.Calendar, room.Content, room.Banks);
}
