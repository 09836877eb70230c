using System.Net;
using System.Xml.Linq;

namespace Learning.Courses.Questions.Exchange.Qti;

/// <summary>
/// An item that asks several things about one text. What stands before the first is the text; what stands before another belongs
/// to that one.
/// </summary>
internal sealed class QtiPassage(XElement item, IReadOnlyList<XNode> text, IReadOnlyList<IReadOnlyList<XNode>> parts)
{
    /// <summary>Null for an item that asks one thing; blanks in several paragraphs are one thing.</summary>
    public static QtiPassage? Of(XElement item, XElement body)
    {
        var (text, between, parts) = (new List<XNode>(), new List<XNode>(), new List<IReadOnlyList<XNode>>());
        foreach (var node in body.Nodes())
        {
            if (node is XElement element && Interactions(element).Any())
            {
                parts.Add([.. between, node]);
                between = [];
            }
            else
            {
                (parts.Count == 0 ? text : between).Add(node);
            }
        }

        text.AddRange(between); // what stands behind the last part is said of all
        var isOurs = item.Elements("outcomeDeclaration").Any(o => o.Attribute("identifier")?.Value == "SCORE" + QtiItemWriter.Part(1));
        return parts.Count > 1 && (isOurs || !Interactions(body).All(QtiItemReader.IsBlank)) ? new QtiPassage(item, text, parts) : null;
    }

    public Outcome<Question> Read(ForeignFormat.Words words, LossList losses)
    {
        var questions = new List<Question>();
        foreach (var (part, number) in parts.Select((p, i) => (p, i + 1)))
        {
            var alone = new XElement("assessmentItem", item.Elements().Where(e => e.Name.LocalName != "itemBody"), new XElement("itemBody", part));
            var outcome = new QtiItemReader(alone, words, losses, QtiItemWriter.Part(number)).Read();
            if (outcome.Value is not { } question)
            {
                return outcome;
            }

            questions.Add(question);
        }

        return new Question("", QuestionKind.Passage, "", string.Join("<br><br>", text.Select(Paragraph).Where(p => p.Length > 0)), [], "") { Parts = questions };
    }

    private static IEnumerable<XElement> Interactions(XElement element) =>
        element.DescendantsAndSelf().Where(e => e.Name.LocalName.EndsWith("Interaction", StringComparison.Ordinal));

    private static string Paragraph(XNode node) => node switch
    {
        XText words => WebUtility.HtmlEncode(words.Value.Trim()),
        XElement { Name.LocalName: "p" } paragraph => QtiHtml.ToHtml(paragraph),
        XElement element => QtiHtml.ToHtml(new XElement("div", element)),
        _ => "",
    };
}
