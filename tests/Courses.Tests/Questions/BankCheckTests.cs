using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Tests.Catalogue;

namespace Learning.Courses.Tests.Questions;

public sealed class BankCheckTests : IDisposable
{
    private const string Bank = """
        ## h-1 {.single lesson=one}
        哪一年？

        - [ ] 1919年
        - [x] 1921年

        > 1921年。

        ## h-2 {.fill-in lesson=two}
        选、育、____、用。

        - [x] 管

        > 管。

        """;

    private readonly CourseFiles files = new();

    public BankCheckTests() => files.Write("history/questions.md", Bank);

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_bank_must_have_as_many_questions_as_its_quiz_draws()
    {
        files.Replace("history/course.md", "questions: 1", "questions: 2");
        Assert.Equal("", Problems());

        files.Replace("history/course.md", "questions: 2", "questions: 3");
        Assert.Equal("history/questions.md 1 Bank.TooSmall", Problems());
    }

    [Fact]
    public void A_course_whose_bank_is_spoiled_stays_as_it_was_when_it_had_no_mistake()
    {
        var folder = files.Open(new BankCheck());
        var before = folder.Current.FindCourse("history")!;

        files.Replace("history/questions.md", "- [x] 1921年", "- [ ] 1921年");

        var after = folder.Reload();
        Assert.Same(before, after.FindCourse("history"));
        Assert.Equal(["Question.NotOneTick"], after.Problems.Select(p => p.Code));
        Assert.Equal(2, new QuestionBanks().Find(before, Languages.Chinese)!.Questions.Count);
    }

    [Theory]
    [InlineData("哪一年？", "Which year?", "")]
    [InlineData("- [x] 管", "- [x] manage\n- [x] management", "")]
    [InlineData("## h-2", "## h-3", "1 Bank.NotTranslated,9 Bank.NotInOriginal")]
    [InlineData("- [ ] 1919年\n- [x] 1921年", "- [x] 1919\n- [ ] 1921", "1 Bank.KeyDiffersFromOriginal")]
    [InlineData("- [x] 1921年", "- [x] 1921年\n- [ ] 1927年", "1 Bank.KeyDiffersFromOriginal")]
    [InlineData("{.single lesson=one}", "{.single lesson=two}", "1 Bank.KeyDiffersFromOriginal")]
    public void A_translation_asks_the_same_with_the_same_key(string original, string translated, string expected)
    {
        files.Write("history/en/course.md", CourseFiles.Head.Replace("党史", "History", StringComparison.Ordinal));
        files.Write("history/en/questions.md", Bank.Replace(original, translated, StringComparison.Ordinal));

        Assert.Equal(expected, Problems().Replace("history/en/questions.md ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bank_is_parsed_once_per_snapshot()
    {
        var banks = new QuestionBanks();
        var folder = files.Open(new BankCheck());
        var course = folder.Current.FindCourse("history")!;

        Assert.Same(banks.Find(course, Languages.Chinese), banks.Find(course, Languages.English));

        files.Replace("history/questions.md", "哪一年？", "究竟哪一年？");
        Assert.Equal("究竟哪一年？", banks.Find(folder.Reload().FindCourse("history")!, Languages.Chinese)!.Questions[0].Question.Stem);
    }

    [Fact]
    public void A_text_that_is_read_again_is_not_parsed_again_unless_what_it_refers_to_has_changed()
    {
        files.Replace("history/questions.md", "> 1921年。", "> 见[第二课](lesson:history/two)。");
        var folder = files.Open(new BankCheck());
        var before = new QuestionBanks().Find(folder.Current.FindCourse("history")!, Languages.Chinese);
        Assert.Same(before, new QuestionBanks().Find(folder.Reload().FindCourse("history")!, Languages.Chinese));

        File.Delete(Path.Combine(files.Root, "history/02-two.md"));
        Assert.Contains("Content.DeadLessonLink", folder.Reload().Problems.Select(p => p.Code));
        GC.KeepAlive(before);
    }

    private string Problems() => string.Join(',', files.Open(new BankCheck()).Current.Problems.Select(p => $"{p.File} {p.Line} {p.Code}"));
}
