using System.Net;
using CsCheck;
using Learning.Courses.Questions;
using Learning.Courses.Questions.Markup;
using Learning.Courses.Tests.Questions.Exchange;

namespace Learning.Courses.Tests.Questions;

public sealed class BankWriterTests
{
    [Fact]
    public void What_authors_wrote_is_written_as_they_wrote_it()
    {
        var losses = new LossList();
        Assert.Equal(KindBank.Text.ReplaceLineEndings("\n") + "\n", string.Concat(KindBank.Questions.Select(q => BankWriter.Write(q, losses))));
        Assert.Empty(losses.All);
    }

    [Fact]
    public void There_are_hostile_questions_of_every_kind() =>
        Assert.Equal(Enum.GetValues<QuestionKind>(), HostileQuestions.ByKind.Keys.Order());

    [Fact]
    public void What_is_written_is_read_as_the_same_question_whatever_it_holds()
    {
        foreach (var questions in HostileQuestions.ByKind.Values)
        {
            questions.Sample(
                question =>
                {
                    var once = HostileQuestions.InBank(question);
                    Assert.Equal(once.Hash(), HostileQuestions.InBank(once).Hash());
                },
                iter: 60);
        }
    }

    [Fact]
    public void Words_are_never_taken_for_markup() => HostileQuestions.Words.Sample(
        words =>
        {
            var read = HostileQuestions.InBank(new Question("k-1", QuestionKind.Single, "history/one", WebUtility.HtmlEncode(words) + "问", [new("甲", true), new("乙", false)], "<p>因</p>"));
            var expected = string.Join('\n', Characters.Only(words).Split('\n').Select((l, i) => i == 0 ? l : l.TrimStart()).Select(l => l)) + "问";
            Assert.Equal(Squeezed(expected), Squeezed(WebUtility.HtmlDecode(read.Stem)));
        },
        iter: 500);

    [Theory]
    [InlineData("（<b>“强基”</b>）是", "（<strong>“强基”</strong>）是")]
    [InlineData("<b> a </b>b", "<strong>a</strong> b")]
    [InlineData("<b>a<br></b>b", "<strong>a</strong><br />\nb")]
    [InlineData("a<br><br>b", "a<br />\n<br />\nb")]
    [InlineData("<p>a</p><p>b</p>", "a<br />\nb")]
    [InlineData("<b><i>a</i></b>", "<strong><em>a</em></strong>")]
    [InlineData("<code>a`b</code>", "<code>a`b</code>")]
    [InlineData("m<sup>2</sup>、H<sub>2</sub>O", "m²、H₂O")]
    [InlineData("<a href=\"/learn/history/two\">第二课</a>", "<a href=\"/learn/history/two\">第二课</a>")]
    [InlineData("1. a", "1. a")]
    [InlineData("a<br>- b", "a<br />\n- b")]
    public void Html_keeps_its_meaning(string html, string expected) =>
        Assert.Equal(expected, HostileQuestions.InBank(new Question("k-1", QuestionKind.Single, "history/one", html, [new("甲", true), new("乙", false)], "<p>因</p>")).Stem);

    [Theory]
    [InlineData("a<b>(b)</b>c", "Exchange.Formatting b", false)] // Markdown has no bold text there
    [InlineData("<u>a</u>", "Exchange.Formatting u", false)]
    [InlineData("<p style=\"color:red\">a</p>", "Exchange.Formatting color:red", false)]
    [InlineData("<a href=\"http://x.cn\">a</a>", "Exchange.Link http://x.cn", false)]
    [InlineData("<a href=\"javascript:alert(1)\">a</a>", "Exchange.Link javascript:alert(1)", false)]
    [InlineData("a<script>alert(1)</script>", "Exchange.Dropped script", false)]
    [InlineData("a<img src=\"https://x.cn/a.png\" alt=\"图\">", "Exchange.NeedsElement img", true)]
    [InlineData("<table><tr><td>a</td></tr></table>", "Exchange.NeedsElement table", true)]
    [InlineData("x<sup>ab</sup>", "Exchange.NeedsElement sup", true)]
    public void What_is_lost_is_named(string html, string expected, bool spoils)
    {
        var losses = new LossList();
        BankWriter.Write(new Question("k-1", QuestionKind.Single, "history/one", html, [new("甲", true), new("乙", false)], "<p>因</p>"), losses);

        var loss = Assert.Single(losses.All);
        Assert.Equal(expected, $"{loss.Code} {loss.Args[0]}");
        Assert.Equal(spoils, loss.Spoils);
    }

    [Fact]
    public void Three_thousand_elements_in_one_another_are_no_danger()
    {
        var deep = string.Concat(Enumerable.Repeat("<b><i><blockquote><ul><li>", 600)) + "问";
        Assert.Contains("问", HostileQuestions.InBank(new Question("k-1", QuestionKind.Single, "history/one", deep, [new("甲", true), new("乙", false)], deep)).Stem, StringComparison.Ordinal);
    }

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
