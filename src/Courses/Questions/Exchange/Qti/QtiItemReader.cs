using System.Xml.Linq;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange.Qti;

/// <summary>Reads one item in the names of QTI 2: what is asked, what is right, what it is worth.</summary>
/// <param name="part">See <see cref="QtiItemWriter.Part"/>; empty for a whole item.</param>
internal sealed class QtiItemReader(XElement item, ForeignFormat.Words words, LossList losses, string part = "")
{
    private const string Blank = "____";

    public Outcome<Question> Read()
    {
        if (item.Element("itemBody") is not { } body)
        {
            return new Refusal("Exchange.NoAnswer");
        }

        var interactions = body.Descendants().Where(e => e.Name.LocalName.EndsWith("Interaction", StringComparison.Ordinal)).ToList();
        if (interactions.Count == 0)
        {
            return new Refusal("Exchange.NoAnswer");
        }

        if (part.Length == 0 && QtiPassage.Of(item, body) is { } passage)
        {
            ReportFeedback();
            return passage.Read(words, losses);
        }

        var question = new Question("", QuestionKind.Single, "", Stem(body), [], Explanation()) { Settings = ForeignTags.Settings(CreditTag()) };
        var outcome = new QtiKinds(item, words, losses).Of(question, interactions);
        if (part.Length == 0)
        {
            ReportFeedback();
        }

        return outcome;
    }

    /// <summary>Our own rule where the standard has no sign for it: an outcome that nobody else reads.</summary>
    private IEnumerable<string> CreditTag() => item.Elements("outcomeDeclaration")
        .Where(o => o.Attribute("identifier")?.Value == QtiItemWriter.CreditOutcome + part)
        .Select(o => $"{Credit.Setting}={o.Descendants("value").FirstOrDefault()?.Value}");

    /// <summary>The text around the interactions; a prompt is a part of it.</summary>
    private static string Stem(XElement body) => QtiHtml.ToHtml(
        body,
        element => IsBlank(element) ? IsAlone(element) ? "" : Blank
            : element.Name.LocalName.EndsWith("Interaction", StringComparison.Ordinal) ? $"<p>{QtiHtml.ToHtml(element.Element("prompt"))}</p>"
            : element.Name.LocalName is "rubricBlock" or "feedbackBlock" or "feedbackInline" or "templateBlock" ? "" : null);

    private string Explanation() => QtiHtml.ToHtml(Feedback().FirstOrDefault(f => f.Attribute("identifier")?.Value == QtiItemWriter.Explanation + part));

    private IEnumerable<XElement> Feedback() => item.Elements("modalFeedback").Concat(item.Descendants().Where(e => e.Name.LocalName is "feedbackInline" or "feedbackBlock"));

    private static bool IsExplanation(XElement feedback) => feedback.Attribute("identifier")?.Value.StartsWith(QtiItemWriter.Explanation, StringComparison.Ordinal) is true;

    private void ReportFeedback()
    {
        foreach (var feedback in Feedback().Where(f => !IsExplanation(f)))
        {
            losses.Add("Exchange.AnswerFeedback", Titles.Short(PlainText.Line(QtiHtml.ToHtml(feedback), new LossList())));
        }

        foreach (var rubric in item.Descendants("rubricBlock").Except(item.Descendants("extendedTextInteraction").Any() ? QtiKinds.Rubric(item) : []))
        {
            losses.Add("Exchange.OtherFeedback", Titles.Short(PlainText.Line(QtiHtml.ToHtml(rubric), new LossList())));
        }

        string[] known = ["mapResponse", "correct", "equal", "gte"];
        if (item.Element("responseProcessing") is { HasElements: true } marking && !marking.Descendants().Any(e => known.Contains(e.Name.LocalName, StringComparer.Ordinal)))
        {
            losses.Add("Exchange.OwnMarking");
        }
    }

    internal static bool IsBlank(XElement element) => element.Name.LocalName is "textEntryInteraction" or "inlineChoiceInteraction";

    /// <summary>A line of its own below the question is no blank in a sentence.</summary>
    private static bool IsAlone(XElement interaction) =>
        interaction.Parent is { } parent && parent.Elements().Count() == 1 && string.IsNullOrWhiteSpace(string.Concat(parent.Nodes().OfType<XText>().Select(t => t.Value)));
}
