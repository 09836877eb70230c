using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Tests.Catalogue;

namespace Learning.Courses.Tests.Quizzes;

/// <summary>A quiz whose papers are made to a plan: what course.md may say, and what is said of a bank that cannot meet it.</summary>
public sealed class BlueprintTests : IDisposable
{
    private const string Bank = """
        ## h-1 {.true-false lesson=one difficulty=easy theme=人物}
        一

        - [x] 正确
        - [ ] 错误

        > 对。

        ## h-2 {.true-false lesson=one difficulty=easy}
        二

        - [x] 正确
        - [ ] 错误

        > 对。

        ## h-3 {.true-false lesson=two theme=人物}
        三

        - [x] 正确
        - [ ] 错误

        > 对。

        ## h-4 {.single lesson=two retired theme=人物}
        四

        - [x] 甲
        - [ ] 乙

        > 甲。

        """;

    private readonly CourseFiles files = new();

    public BlueprintTests() => files.Write("history/questions.md", Bank);

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_blueprint_says_which_questions_always_and_how_many_of_which_sort()
    {
        Assert.Equal("", Problems("- question: h-2\n- draw: 1\n  lesson: one\n  difficulty: easy\n- draw: 1\n  theme: 人物\n  kind: true-false"));
        var quiz = files.Open().Current.FindCourse("history")!.Quiz!;
        Assert.Equal(3, quiz.Questions);
        Assert.Equal(
            [new BlueprintItem("h-2", 0), new BlueprintItem("", 1, Lesson: "one", Difficulty: "easy"), new BlueprintItem("", 1, Theme: "人物", Kind: "true-false")],
            quiz.Blueprint!.Items);
    }

    [Theory]
    [InlineData("- question: h-9", "8 Blueprint.UnknownQuestion h-9")]
    [InlineData("- question: h-4", "8 Blueprint.QuestionRetired h-4")]
    [InlineData("- question: h-1\n- question: h-1", "9 Blueprint.QuestionTwice h-1")]
    [InlineData("- draw: 1\n  lesson: three", "8 Blueprint.UnknownLesson three")]
    [InlineData("- draw: 1\n  difficulty: simple", "8 Blueprint.UnknownDifficulty simple")]
    [InlineData("- draw: 1\n  kind: essay", "8 Blueprint.UnknownKind essay single, multiple, true-false, fill-in, numeric, matching, ordering, cloze, passage, short-answer")]
    [InlineData("- draw: 1\n- draw: 3\n  lesson: one", "9 Blueprint.TooFew 2 lesson=one 3 2 1")]
    [InlineData("- question: h-1\n- draw: 2\n  lesson: one", "9 Blueprint.TooFew 2 lesson=one 2 1 1")] // it stands on the paper and is not drawn again
    [InlineData("- draw: 3\n  theme: 人物", "8 Blueprint.TooFew 1 theme=人物 3 2 1")] // the retired one does not count
    [InlineData("- draw: 4", "8 Blueprint.TooFew 1  4 3 1")]
    [InlineData("- draw: 2\n  difficulty: easy\n- draw: 2\n  theme: 人物", "8 Blueprint.TooFewTogether 1, 2 4 3 1")]
    [InlineData("- draw: 1\n  difficulty: easy\n- draw: 1\n  theme: 人物", "")]
    public void What_the_bank_cannot_meet_is_named_with_the_draw_and_how_many_are_missing(string blueprint, string expected) =>
        Assert.Equal(expected, Problems(blueprint));

    [Fact]
    public void A_bank_with_a_mistake_is_put_right_first()
    {
        files.Replace("history/questions.md", "- [x] 甲", "- [ ] 甲");
        Assert.Equal("25 Question.NotOneTick h-4", Problems("- draw: 4"));
    }

    [Fact]
    public void A_translation_repeats_the_blueprint()
    {
        var head = CourseFiles.Head.Replace("党史", "History", StringComparison.Ordinal);
        files.Write("history/en/course.md", head.Replace("  questions: 1\n", "  blueprint:\n\n    - draw: 1\n", StringComparison.Ordinal));
        Assert.Equal("", Problems("- draw: 1")); // on another line

        files.Write("history/en/course.md", head.Replace("  questions: 1\n", "  blueprint:\n    - draw: 1\n      lesson: one\n", StringComparison.Ordinal));
        Assert.Equal("1 Content.TranslationDiffers quiz", Problems(null));
    }

    [Fact]
    public void The_edition_of_a_course_says_how_its_papers_are_made()
    {
        Problems("- question: h-2\n- draw: 1\n  theme: 人物\n  kind: true-false", "\n  shuffle: options");
        var manifest = files.Open().Current.FindCourse("history")!.Manifest;
        Assert.Contains(
            """
            "quiz":{"attempts":3,"blueprint":[{"question":"h-2"},{"draw":1,"kind":"true-false","theme":"人物"}],"minutes":10,"pass-percent":60,"questions":2,"shuffle":"options"}
            """.Trim(),
            manifest,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_edition_from_before_there_were_blueprints_says_no_more_than_it_did()
    {
        files.Write("history/questions.md", "题库\n");
        var course = files.Open().Current.FindCourse("history")!;
        Assert.Contains("\"quiz\":{\"attempts\":3,\"minutes\":10,\"pass-percent\":60,\"questions\":1}", course.Manifest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", Shuffle.None)]
    [InlineData("questions", Shuffle.Questions)]
    [InlineData("options", Shuffle.Options)]
    [InlineData("both", Shuffle.Both)]
    public void What_is_shuffled_can_be_said(string word, Shuffle expected)
    {
        Assert.Equal("", Problems("- draw: 1", $"\n  shuffle: {word}"));
        Assert.Equal(expected, files.Open().Current.FindCourse("history")!.Quiz!.Shuffle);
    }

    [Fact]
    public async Task An_author_sees_the_rule_in_numbers_also_where_it_cannot_be_met()
    {
        Problems("- question: h-2\n- draw: 5\n  theme: 人物");
        var rule = (await new ShowPaperRule(files.Open(new BankCheck(), new BlueprintCheck())).RunAsync("history", TestContext.Current.CancellationToken)).Value!;
        Assert.Equal(["二 1", " 2"], rule.Rows.Select(r => $"{r.Fixed} {r.Fitting}"));
        Assert.Equal(["Blueprint.TooFew"], rule.Problems.Select(p => p.Code));

        files.Write("history/course.md", CourseFiles.Head);
        var turns = (await new ShowPaperRule(files.Open(new BankCheck(), new BlueprintCheck())).RunAsync("history", TestContext.Current.CancellationToken)).Value!;
        Assert.Equal(["history/one 2", "history/two 1"], turns.Rows.Select(r => $"{r.LessonKey} {r.Fitting}"));
        Assert.Equal((1, 1, 1), (turns.LeastPoints, turns.MostPoints, turns.ToPass(1)));
    }

    [Fact]
    public async Task A_trial_paper_is_the_paper_of_its_seed()
    {
        Problems("- question: h-2\n- draw: 2");
        var draw = new DrawTrialPaper(files.Open(new BankCheck(), new BlueprintCheck()), new QuestionBanks());
        var (first, again) = (await DrawAsync(7), await DrawAsync(7));
        Assert.Equal(first, again);
        Assert.Contains("二", first, StringComparison.Ordinal);

        async Task<string> DrawAsync(long seed) =>
            string.Concat((await draw.RunAsync("history", Languages.Chinese, seed, TestContext.Current.CancellationToken)).Value!.Paper.Questions.Select(q => q.Stem));
    }

    /// <param name="blueprint">Null to leave course.md as it is.</param>
    private string Problems(string? blueprint, string more = "")
    {
        if (blueprint is not null)
        {
            var lines = string.Concat(blueprint.Split('\n').Select(l => $"    {l}\n"));
            files.Write("history/course.md", CourseFiles.Head.Replace("  questions: 1\n", "  blueprint:\n" + lines, StringComparison.Ordinal).Replace("  attempts: 3", "  attempts: 3" + more, StringComparison.Ordinal));
        }

        return string.Join(',', files.Open(new BankCheck(), new BlueprintCheck()).Current.Problems.Select(p => $"{p.Line} {p.Code} {string.Join(' ', p.Args)}".Trim()));
    }
}
