using System.Text;
using Learning.Courses.Questions;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Tests.Questions.Exchange;

public sealed class QtiTests : IDisposable
{
    private const string Choice = """
        <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="Q-1" title="一大" label="two" adaptive="false" timeDependent="false">
          <responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>B</value></correctResponse></responseDeclaration>
          <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
          <itemBody>
            <p>读下面的话。</p>
            <rubricBlock view="candidate"><p>仔细读</p></rubricBlock>
            <choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1">
              <prompt>一大在<strong>哪里</strong>召开？</prompt>
              <simpleChoice identifier="A">北京<feedbackInline outcomeIdentifier="F" identifier="A" showHide="show">不对</feedbackInline></simpleChoice>
              <simpleChoice identifier="B">上海</simpleChoice>
            </choiceInteraction>
          </itemBody>
          <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
        </assessmentItem>
        """;

    private readonly ExchangeRoom room = new();

    public void Dispose() => room.Dispose();

    [Fact]
    public void An_item_alone_is_read_with_what_stands_around_the_interaction()
    {
        var plan = room.Plan(Choice, lesson: null);

        Assert.Equal("qti2", plan.Format.Word);
        Assert.Equal(["1 q-1 Accepted Exchange.AnswerFeedback Exchange.OtherFeedback Exchange.NoExplanation"], ExchangeRoom.Said(plan));
        Assert.Equal("## q-1 {.single lesson=two}\n读下面的话。\\\n一大在**哪里**召开？\n\n- [ ] 北京\n- [x] 上海\n\n> 答案：上海\n", plan.Merged);
    }

    [Fact]
    public void A_package_is_read_in_the_order_of_its_manifest()
    {
        const string manifest = """
            <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>
            <resource identifier="2" type="imsqti_item_xmlv2p1" href="items/b.xml"/><resource identifier="0" type="webcontent" href="a.png"/>
            <resource identifier="3" type="imsqti_item_xmlv2p1" href="items/gone.xml"/><resource identifier="1" type="imsqti_item_xmlv2p1" href="items/a.xml"/>
            </resources></manifest>
            """;
        var plan = room.Plan(room.Request(Packages.Of(("imsmanifest.xml", manifest), ("items/a.xml", Choice), ("items/b.xml", Choice.Replace("Q-1", "Q-2", StringComparison.Ordinal)))));

        Assert.Equal(["items/b.xml q-2 Accepted", "items/gone.xml - Refused", "items/a.xml q-1 Accepted"], ExchangeRoom.Said(plan).Select(s => string.Join(' ', s.Split(' ').Take(3))));
        Assert.Equal(["Exchange.MissingFile"], plan.Rows[1].Reasons.Select(r => r.Code));
    }

    [Theory]
    [InlineData("<textEntryInteraction responseIdentifier='R' expectedLength='5'/>", "string", "<value>管</value>", "<mapping defaultValue='0'><mapEntry mapKey='管' mappedValue='1'/><mapEntry mapKey='管理' mappedValue='1'/><mapEntry mapKey='办' mappedValue='0.5'/></mapping>", ".fill-in 选、____、用 +管|+管理")]
    [InlineData("<textEntryInteraction responseIdentifier='R'/>", "float", "<value>3.14</value>", "", ".numeric 选、____、用 +3.14")]
    [InlineData("<inlineChoiceInteraction responseIdentifier='R'><inlineChoice identifier='A'>管</inlineChoice><inlineChoice identifier='B'>办</inlineChoice></inlineChoiceInteraction>", "identifier", "<value>A</value>", "", ".cloze 选、____、用 +管|办")]
    public void Blanks_in_a_sentence_are_blanks(string interaction, string type, string correct, string mapping, string expected)
    {
        var plan = room.Plan(Item($"<p>选、{interaction}、用</p>", $"cardinality='single' baseType='{type}'", correct, mapping));
        var question = Assert.Single(ExchangeRoom.Questions(plan));
        Assert.Equal(expected, $".{KindRoles.Of(question.Kind).Word} {question.Stem} {string.Join('|', question.Options.Select(o => (o.Right ? "+" : "") + o.Text))}");
    }

    [Theory]
    [InlineData("0", ".multiple credit=partial", "Exchange.Weights")]
    [InlineData("-1", ".multiple credit=partial", "")]
    [InlineData("-2", ".multiple ", "")]
    public void Points_of_any_size_are_shares(string other, string expected, string loss)
    {
        var item = Item(
            "<choiceInteraction responseIdentifier='R'><prompt>哪些？</prompt><simpleChoice identifier='A'>甲</simpleChoice><simpleChoice identifier='B'>乙</simpleChoice><simpleChoice identifier='C'>丙\n      丁</simpleChoice></choiceInteraction>",
            "cardinality='multiple' baseType='identifier'",
            "<value>A</value><value>B</value>",
            $"<mapping defaultValue='{other}'><mapEntry mapKey='A' mappedValue='1'/><mapEntry mapKey='B' mappedValue='1'/></mapping>");
        var plan = room.Plan(item.Replace("</itemBody>", "</itemBody><responseProcessing template='http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response'/>", StringComparison.Ordinal));
        var question = Assert.Single(ExchangeRoom.Questions(plan));

        Assert.Equal(expected, $".{KindRoles.Of(question.Kind).Word} {string.Join(' ', question.Settings.Select(s => $"{s.Key}={s.Value}"))}");
        Assert.Equal(loss, string.Join(' ', plan.Rows[0].Losses.Select(l => l.Code).Where(c => c != "Exchange.NoExplanation")));
    }

    [Fact]
    public void Lines_of_a_match_may_share_an_answer()
    {
        var plan = room.Plan(Item(
            "<matchInteraction responseIdentifier='R'><prompt>配对</prompt><simpleMatchSet><simpleAssociableChoice identifier='A'>甲</simpleAssociableChoice><simpleAssociableChoice identifier='B'>乙</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier='X'>The\n   Tempest</simpleAssociableChoice><simpleAssociableChoice identifier='Y'>无</simpleAssociableChoice></simpleMatchSet></matchInteraction>",
            "cardinality='multiple' baseType='directedPair'",
            "<value>A X</value><value>B X</value>",
            "<mapping><mapEntry mapKey='A X' mappedValue='1'/><mapEntry mapKey='B X' mappedValue='0.5'/></mapping>")
            .Replace("</itemBody>", "</itemBody><responseProcessing template='map_response'/>", StringComparison.Ordinal));

        Assert.Equal(["甲→The Tempest", "乙→The Tempest", "→无"], Assert.Single(ExchangeRoom.Questions(plan)).Options.Select(o => $"{o.Text}→{o.Match}"));
        Assert.Contains("Exchange.PartWeights", plan.Rows[0].Losses.Select(l => l.Code));
    }

    [Theory]
    [InlineData("<extendedTextInteraction responseIdentifier='R'/>", "Exchange.Essay")]
    [InlineData("<hotspotInteraction responseIdentifier='R'/>", "Exchange.UnknownType")]
    [InlineData("<p>只读</p>", "Exchange.NoAnswer")]
    [InlineData("<orderInteraction responseIdentifier='R'><simpleChoice identifier='A'>甲</simpleChoice></orderInteraction>", "Exchange.NoKey")]
    [InlineData("<div><choiceInteraction responseIdentifier='R'><simpleChoice identifier='A'>甲</simpleChoice></choiceInteraction><textEntryInteraction responseIdentifier='S'/></div>", "Exchange.Interactions")]
    [InlineData("<choiceInteraction responseIdentifier='X'><simpleChoice identifier='A'>甲</simpleChoice></choiceInteraction>", "Exchange.NoKey")]
    public void What_cannot_be_asked_here_is_refused(string body, string code) =>
        Assert.Equal([code], Assert.Single(room.Plan(Item(body, "cardinality='single' baseType='identifier'", "<value>C</value>", "")).Rows).Reasons.Select(r => r.Code));

    [Fact]
    public void Several_interactions_about_one_text_are_a_passage()
    {
        const string first = "<choiceInteraction responseIdentifier='R'><prompt>在哪里？</prompt><simpleChoice identifier='A'>遵义</simpleChoice><simpleChoice identifier='B'>瓦窑堡</simpleChoice></choiceInteraction>";
        const string second = "<p>解决了什么？</p><p><textEntryInteraction responseIdentifier='S'/></p>";
        var item = Item($"<p>1935年1月召开会议。</p><p>会议很重要。</p>{first}{second}", "cardinality='single' baseType='identifier'", "<value>A</value>", "")
            .Replace("<itemBody>", "<responseDeclaration identifier='S' cardinality='single' baseType='string'><correctResponse><value>军事</value></correctResponse></responseDeclaration><itemBody>", StringComparison.Ordinal);

        Assert.Equal(
            """
            ## k {.passage lesson=one}
            1935年1月召开会议。

            会议很重要。

            ### 1 {.single}
            在哪里？

            - [x] 遵义
            - [ ] 瓦窑堡

            > 答案：遵义

            ### 2 {.fill-in}
            解决了什么？\
            ____

            - [x] 军事

            > 答案：军事

            """.ReplaceLineEndings("\n"),
            room.Plan(item).Merged);
    }

    [Fact]
    public async Task Version_three_says_the_same_in_its_own_names()
    {
        using var full = new ExchangeRoom(KindBank.Text);
        var bank = (await new ExportQuestions(full.Content).RunAsync("history", ExchangeRoom.Format("qti3"), TestContext.Current.CancellationToken)).Value!;
        var item = Encoding.UTF8.GetString(ForeignZip.Open(ForeignFile.Of("a", bank.Bytes)).Value!.Files["items/k-1.xml"]);

        Assert.Contains("<qti-assessment-item identifier=\"k-1\" title=\"k-1\" label=\"one\" adaptive=\"false\" time-dependent=\"false\" xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\">", item, StringComparison.Ordinal);
        Assert.Contains("<qti-choice-interaction response-identifier=\"RESPONSE\" shuffle=\"true\" max-choices=\"1\"><qti-prompt>哪一年？</qti-prompt><qti-simple-choice identifier=\"C1\">1919年</qti-simple-choice>", item, StringComparison.Ordinal);
        Assert.Contains("template=\"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml\"", item, StringComparison.Ordinal);
        Assert.Equal(["k-9 Exchange.PartialElsewhere"], bank.Rows.Where(r => r.Losses.Count > 0).Select(r => $"{r.Key} {string.Join(' ', r.Losses.Select(l => l.Code))}"));
    }

    [Fact]
    public void Rules_of_marking_that_are_a_program_of_their_own_are_said()
    {
        var item = Choice.Replace("<responseProcessing template=\"http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct\"/>", "<responseProcessing><setOutcomeValue identifier='SCORE'><randomFloat min='0' max='1'/></setOutcomeValue></responseProcessing>", StringComparison.Ordinal);
        Assert.Contains("Exchange.OwnMarking", room.Plan(item).Rows[0].Losses.Select(l => l.Code));
    }

    [Fact]
    public void A_hostile_item_is_refused_and_the_others_are_read()
    {
        var plan = room.Plan(room.Request(Packages.Of(("a.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><assessmentItem>&e;</assessmentItem>"), ("b.xml", Choice), ("c.xml", "<assessmentItem>"))));
        Assert.Equal(["Refused Exchange.XmlDoctype", "Accepted ", "Refused Exchange.BadXml"], plan.Rows.Select(r => $"{r.State} {string.Join(' ', r.Reasons.Select(x => x.Code))}"));
    }

    private static string Item(string body, string declaration, string correct, string mapping) => $"""
        <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="k" title="k">
          <responseDeclaration identifier="R" {declaration}><correctResponse>{correct}</correctResponse>{mapping}</responseDeclaration>
          <itemBody>{body}</itemBody>
        </assessmentItem>
        """;
}
