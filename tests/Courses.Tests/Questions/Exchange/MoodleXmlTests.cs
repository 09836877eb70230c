using Learning.Courses.Questions;

namespace Learning.Courses.Tests.Questions.Exchange;

public sealed class MoodleXmlTests : IDisposable
{
    private readonly ExchangeRoom room = new();

    public void Dispose() => room.Dispose();

    [Fact]
    public void A_bank_of_moodle_is_read_with_its_category_ids_and_feedback()
    {
        var plan = room.Plan(Quiz("""
              <question type="category"><category><text>$course$/top/two</text></category></question>
              <question type="multichoice">
                <name><text>第一题</text></name>
                <questiontext format="html"><text><![CDATA[<p dir="ltr">一大在<b>哪里</b>召开？</p>]]></text></questiontext>
                <generalfeedback format="html"><text></text></generalfeedback>
                <defaultgrade>2.0</defaultgrade><idnumber>h-1</idnumber><single>true</single>
                <correctfeedback format="html"><text>你答对了</text></correctfeedback>
                <answer fraction="100" format="html"><text>&lt;p&gt;上海&lt;/p&gt;</text><feedback format="html"><text>后来转移到嘉兴</text></feedback></answer>
                <answer fraction="0" format="html"><text>北京</text><feedback format="html"><text>那时没有</text></feedback></answer>
              </question>
            """), lesson: null);

        Assert.Equal("moodle-xml", plan.Format.Word);
        Assert.Equal(["4 h-1 Accepted Exchange.AnswerFeedback Exchange.OtherFeedback Exchange.Points"], ExchangeRoom.Said(plan));
        Assert.Equal(
            """
            ## h-1 {.single lesson=two}
            一大在**哪里**召开？

            - [x] 上海
            - [ ] 北京

            > 后来转移到嘉兴

            """.ReplaceLineEndings("\n"),
            plan.Merged);
    }

    [Theory]
    [InlineData("truefalse", "<answer fraction='100'><text>false</text></answer><answer fraction='0'><text>true</text></answer>", ".true-false 正确|+错误", "")]
    [InlineData("shortanswer", "<usecase>1</usecase><answer fraction='100'><text>甲</text></answer><answer fraction='50'><text>乙</text></answer>", ".fill-in +甲", "Exchange.CaseMatters Exchange.PartialAnswer")]
    [InlineData("numerical", "<answer fraction='100'><text>3.5</text><tolerance>0.1</tolerance></answer>", ".numeric +3.5 ± 0.1", "")]
    [InlineData("matching", "<subquestion><text>一大</text><answer><text>1921</text></answer></subquestion><subquestion><text>七大</text><answer><text>1945</text></answer></subquestion>", ".matching +一大→1921|+七大→1945", "")]
    [InlineData("multichoice", "<single>false</single><answer fraction='50'><text>甲</text></answer><answer fraction='50'><text>乙</text></answer><answer fraction='0'><text>丙</text></answer>", ".multiple +甲|+乙|丙", "Exchange.Weights")]
    [InlineData("multichoiceset", "<answer fraction='100'><text>甲</text></answer><answer fraction='100'><text>乙</text></answer><answer fraction='0'><text>丙</text></answer>", ".multiple +甲|+乙|丙", "")]
    [InlineData("ordering", "<gradingtype>LONGEST_ORDERED_SUBSET</gradingtype><answer fraction='2'><text>乙</text></answer><answer fraction='1'><text>甲</text></answer><answer fraction='3'><text>丙</text></answer>", ".ordering +甲|+乙|+丙", "Exchange.OwnMarking")]
    public void Every_type_that_there_is_here_too_is_understood(string type, string inside, string expected, string losses)
    {
        var plan = room.Plan(Quiz(Question(type, "问", inside)));
        var question = Assert.Single(ExchangeRoom.Questions(plan));
        Assert.Equal(expected, $".{KindRoles.Of(question.Kind).Word} {string.Join('|', question.Options.Select(o => $"{(o.Right ? "+" : "")}{o.Text}{(o.Match.Length > 0 ? "→" + o.Match : "")}"))}");
        Assert.Equal(losses, string.Join(' ', plan.Rows[0].Losses.Select(l => l.Code).Where(c => c != "Exchange.NoExplanation")));
    }

    [Fact]
    public void Blanks_in_the_text_become_a_cloze()
    {
        var plan = room.Plan(Quiz(Question("cloze", "选、{1:SHORTANSWER:=育~%100%培\\}育#好~%50%养}、管、{2:MULTICHOICE_V:退~=用}。", "")));

        Assert.Equal(
            """
            ## k {.cloze lesson=one}
            选、____、管、____。

            1. - [x] 育
               - [x] 培}育
            2. - [ ] 退
               - [x] 用

            > 答案：(1) – 育；(2) – 用

            """.ReplaceLineEndings("\n"),
            plan.Merged);
        Assert.Equal(["Exchange.AnswerFeedback", "Exchange.PartialAnswer", "Exchange.PartWeights", "Exchange.NoExplanation"], plan.Rows[0].Losses.Select(l => l.Code));
    }

    [Theory]
    [InlineData("essay", "", "Exchange.Essay")]
    [InlineData("description", "", "Exchange.NoAnswer")]
    [InlineData("calculated", "", "Exchange.UnknownType")]
    [InlineData("cloze", "", "Exchange.NoAnswer")]
    [InlineData("multichoice", "<single>true</single><answer fraction='100'><text>&lt;img src='@@PLUGINFILE@@/a.png'&gt;</text></answer><answer fraction='0'><text>乙</text></answer>", "Exchange.NeedsElement")]
    public void What_cannot_be_asked_here_is_refused_by_itself(string type, string inside, string code)
    {
        var plan = room.Plan(Quiz(Question(type, "问", inside) + Question("truefalse", "对吗", "<answer fraction='100'><text>true</text></answer>").Replace(">k<", ">k-2<", StringComparison.Ordinal)));
        Assert.Equal([$"Refused {code}", "Accepted "], plan.Rows.Select(r => $"{r.State} {string.Join(' ', r.Reasons.Select(x => x.Code))}"));
    }

    [Theory]
    [InlineData("""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question type="essay">&x;</question></quiz>""", "Exchange.XmlDoctype")]
    [InlineData("""<!DOCTYPE q [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><quiz><question>&b;</question></quiz>""", "Exchange.XmlDoctype")]
    [InlineData("<quiz><question></quiz>", "Exchange.BadXml")]
    [InlineData("<quiz><question>&#0;</question></quiz>", "Exchange.BadXml")]
    [InlineData("<test><question/><quiz/></test>", "Exchange.NotThisFormat")]
    public void A_hostile_file_is_refused_as_a_whole(string xml, string code) =>
        Assert.Equal(code, room.Import.Plan(room.Request(xml, "moodle-xml")).Refusal?.Code);

    [Fact]
    public void Endless_nesting_is_refused() => Assert.Equal(
        "Exchange.TooDeep",
        room.Import.Plan(room.Request($"<quiz>{string.Concat(Enumerable.Repeat("<question>", 50_000))}{string.Concat(Enumerable.Repeat("</question>", 50_000))}</quiz>", "moodle-xml")).Refusal?.Code);

    [Fact]
    public void A_span_is_written_as_a_tolerance_and_that_is_said()
    {
        var losses = new LossList();
        ExchangeRoom.Format("moodle-xml").Check(KindBank.Of("k-6") with { Options = [new("69.5..70.5", true)] }, losses);
        Assert.Equal(["Exchange.RangeAsTolerance"], losses.All.Select(l => l.Code));
    }

    private static string Question(string type, string text, string inside) =>
        $"""<question type="{type}"><name><text>k</text></name><questiontext format="html"><text>{text}</text></questiontext>{inside}</question>""" + "\n";

    private static string Quiz(string questions) => $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n{questions}</quiz>";
}
