using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Learning.Courses.Questions;

namespace Learning.Courses.Tests.Questions;

public sealed class BankReaderTests
{
    private const string Good = """
        ## ph-001 {.single lesson=founding}
        中国共产党第一次全国代表大会在**哪一年**召开？

        - [ ] 1919年
        - [x] 1921年

        > 1921年7月23日，大会在上海开幕。

        ## ph-002 {.fill-in lesson=founding}
        “头雁”工程的四步是选、育、____、用。

        - [x] 管
        - [x] *管理*

        > 四步环环相扣。

        """;

    [Fact]
    public void A_bank_is_read_in_the_authors_order()
    {
        var (bank, problems) = Read(Good);

        Assert.Empty(problems);
        Assert.Equal([("ph-001", 1), ("ph-002", 9)], bank.Questions.Select(q => (q.Question.Key, q.Line)));
        var (first, second) = (bank.Questions[0].Question, bank.Questions[1].Question);
        Assert.Equal("party-history/founding", first.LessonKey);
        Assert.Equal("中国共产党第一次全国代表大会在<strong>哪一年</strong>召开？", first.Stem);
        Assert.Equal([new("1919年", false), new("1921年", true)], first.Options);
        Assert.Equal("<p>1921年7月23日，大会在上海开幕。</p>", first.Explanation);
        Assert.Equal("“头雁”工程的四步是选、育、____、用。", second.Stem);
        Assert.Equal(["管", "管理"], second.Options.Select(o => o.Text)); // variants are compared, not shown: no markup
    }

    [Fact]
    public void A_stored_question_reads_back_as_it_was()
    {
        foreach (var (question, hash, _) in Read(Good).Bank.Questions)
        {
            var version = question.ToVersion("party-history", Languages.Chinese, DateTime.UnixEpoch);
            Assert.Equal(hash, version.Hash);
            Assert.Equal(question.Hash(), Question.From(version).Hash());
        }
    }

    [Theory]
    [InlineData("## ph-001", "## PH 001", "1 Bank.BadId")]
    [InlineData("{.single lesson", "{.choice lesson", "1 Bank.NoKind")]
    [InlineData("{.single lesson=founding}", "{.single}", "1 Bank.UnknownLesson")]
    [InlineData("{.single lesson=founding}", "{.single lesson=nowhere}", "1 Bank.UnknownLesson")]
    [InlineData("{.single lesson=founding}", "", "1 Bank.NoKind,1 Bank.UnknownLesson")]
    [InlineData("## ph-001", "说明\n\n## ph-001", "1 Bank.TextBeforeQuestions")]
    [InlineData("> 1921年7月23日，大会在上海开幕。", "", "1 Bank.NoExplanation")]
    [InlineData("- [ ] 1919年\n- [x] 1921年", "", "1 Bank.QuestionShape")]
    [InlineData("- [x] 1921年", "- 1921年", "5 Content.OptionShape")]
    [InlineData("- [x] 1921年", "- [x] 1919年", "5 Content.RepeatedOption")]
    [InlineData("- [x] 1921年", "- [ ] 1921年", "1 Question.NotOneTick")]
    [InlineData("- [ ] 1919年", "- [x] 1919年", "1 Question.NotOneTick")]
    [InlineData("____", "__", "9 Question.NotOneBlank")]
    [InlineData("____", "____和____", "9 Question.NotOneBlank")]
    [InlineData("- [x] 管", "- [ ] 管", "9 Question.VariantNotTicked")]
    [InlineData("## ph-002", "## ph-001", "9 Bank.RepeatedId")]
    [InlineData("大会在上海开幕", "<b>大会</b>在上海开幕", "7 Content.RawHtml,7 Content.RawHtml")]
    [InlineData("大会在上海开幕", "[大会](javascript:alert(1))在上海开幕", "7 Content.BadLink")]
    public void What_is_wrong_has_a_line_and_the_question_is_not_asked(string good, string bad, string expected)
    {
        var (bank, problems) = Read(Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal(expected, string.Join(',', problems.Select(p => $"{p.Line} {p.Code}")));
        Assert.Equal(bad.StartsWith("说明", StringComparison.Ordinal) ? 2 : 1, bank.Questions.Count);
    }

    private static (QuestionBank Bank, IReadOnlyList<ContentProblem> Problems) Read(string text)
    {
        var problems = new ProblemList("party-history/questions.md");
        var lessons = new HashSet<string> { "party-history/founding", "party-history/united-front" };
        var scope = new TextScope("party-history", Languages.Chinese, [], new Dictionary<string, FigureFile>(), lessons);
        return (BankReader.Read(text, scope, problems), problems.ToList());
    }
}
