using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Quizzes;

/// <summary>
/// A course with a quiz (4 of 6 questions, 60 %, 10 minutes, 2 attempts) and a member who sits it. Every verb opens a fresh
/// context, as every request does.
/// </summary>
internal sealed class QuizRoom : IAsyncDisposable
{
    public const string Course = "history";

    private const string Bank =
        """
        ## h-1 {.single lesson=one}
        哪一年？

        - [ ] 1919年
        - [x] 1921年
        - [ ] 1927年

        > 1921年。

        ## h-2 {.multiple lesson=one}
        哪两项？

        - [x] 甲
        - [ ] 乙
        - [x] 丙

        > 甲和丙。

        ## h-3 {.true-false lesson=two}
        对不对？

        - [x] 正确
        - [ ] 错误

        > 对。

        ## h-4 {.fill-in lesson=two}
        选、育、____、用。

        - [x] 管
        - [x] 管理

        > 管。

        ## h-5 {.single lesson=one}
        哪一处？

        - [x] 上海
        - [ ] 北京

        > 上海。

        ## h-6 {.true-false lesson=two}
        是不是？

        - [ ] 正确
        - [x] 错误

        > 不是。

        """;

    private readonly QuestionBanks banks = new();

    public QuestionBanks Banks => banks;

    private QuizRoom(School school, Roster roster, MemberId member, int grace, string bank, int questions)
    {
        (School, Roster, Member) = (school, roster, member);
        Files.Replace("history/course.md", "questions: 1", $"questions: {questions}");
        Files.Replace("history/course.md", "attempts: 3", $"attempts: 2\n  grace-seconds: {grace}");
        Files.Write("history/questions.md", bank);
        Content = Files.Open(new BankCheck());
        Assert.Empty(Content.Current.Problems);
    }

    public School School { get; }
    public Roster Roster { get; }
    public MemberId Member { get; }
    public CourseFiles Files { get; } = new();
    public ContentFolder Content { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<QuizRoom> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, int grace = 0, string bank = Bank, int questions = 4)
    {
        var school = await School.OpenAsync(provider);
        var roster = await Roster.CreateAsync(school);
        return new QuizRoom(school, roster, await roster.MemberAsync("d/t1/b1"), grace, bank, questions);
    }

    public async Task<Outcome<Attempt>> StartAsync(MemberId? member = null, string language = Languages.Chinese)
    {
        await using var db = School.NewDb();
        return await new StartAttempt(db, School.Calendar, Content, banks).RunAsync(member ?? Member, Course, language, Ct);
    }

    public async Task<Outcome<SavedAnswers>> SaveAsync(Attempt attempt, int seen, params (int Slot, string[] Posted)[] answers)
    {
        await using var db = School.NewDb();
        return await new SaveAnswers(db, School.Calendar).RunAsync(
            Member, attempt.Id, seen, answers.ToDictionary(a => a.Slot, a => (IReadOnlyList<string>)a.Posted), Ct);
    }

    /// <summary>Sends answers as an open page does by itself.</summary>
    public async Task<Outcome<TakenAnswers>> SendAsync(Attempt attempt, Guid page, params GivenAnswer[] answers) =>
        (await SendAsync(new AnswerPost(Member, attempt.Id, page, answers))).Single();

    /// <summary>Posts of several pages in one commit.</summary>
    public async Task<IReadOnlyList<Outcome<TakenAnswers>>> SendAsync(params AnswerPost[] posts)
    {
        await using var db = School.NewDb();
        return await new TakeAnswers(db, School.Calendar).RunAsync(posts, Ct);
    }

    public GivenAnswer RightAnswer(Attempt attempt, int number, int slot, int seen = 0) =>
        new(number, slot, seen, Right(attempt.Slots.Single(s => s.Slot == slot)));

    /// <summary>Answers the first so many questions of the paper rightly, in one post.</summary>
    public Task<Outcome<SavedAnswers>> SaveRightAsync(Attempt attempt, int count) =>
        SaveAsync(attempt, 0, [.. attempt.Slots.OrderBy(s => s.Slot).Take(count).Select(s => (s.Slot, Right(s)))]);

    public async Task<Outcome<AttemptResult>> HandInAsync(Guid attempt, MemberId? member = null)
    {
        await using var db = School.NewDb();
        return await Complete(db).RunAsync(member ?? Member, attempt, Ct);
    }

    public async Task<int> CloseOverdueAsync()
    {
        await using var db = School.NewDb();
        return await new CloseOverdueAttempts(db, School.Calendar, Complete(db)).RunAsync(Ct);
    }

    public async Task<OpenPaper?> PaperAsync(Guid attempt, MemberId? member = null)
    {
        await using var db = School.NewDb();
        return await new PaperInProgress(db, School.Calendar).RunAsync(member ?? Member, attempt, Ct);
    }

    public async Task<Outcome<ReviewedAttempt>> ReviewAsync(Guid attempt, MemberId? member = null)
    {
        await using var db = School.NewDb();
        return await new AttemptReview(db).RunAsync(member ?? Member, attempt, Ct);
    }

    public async Task<QuizState> OverviewAsync()
    {
        await using var db = School.NewDb();
        return (await new QuizOverview(db, Content, School.Calendar).RunAsync(Member, Course, Ct))!;
    }

    /// <summary>The attempt as it is stored.</summary>
    public async Task<Attempt> StoredAsync(Guid attempt)
    {
        await using var db = School.NewDb();
        return await db.Attempts.SingleAsync(a => a.Id == attempt, Ct);
    }

    /// <summary>What a browser posts for the right answer.</summary>
    public string[] Right(PaperSlot slot)
    {
        var question = QuestionOf(slot);
        return [.. KindRoles.Of(question.Kind).RightAnswer(question, slot.OptionOrder)];
    }

    public Question QuestionOf(PaperSlot slot) =>
        banks.Find(Content.Current.FindCourse(Course)!, Languages.Chinese)!.Questions.Single(q => q.Hash == slot.QuestionHash).Question;

    public CompleteQuiz Complete(CoursesDb db) => new(db, School.Calendar, new PassCourse(db, School.Calendar, Content));

    public async ValueTask DisposeAsync()
    {
        Files.Dispose();
        await School.DisposeAsync();
    }
}
