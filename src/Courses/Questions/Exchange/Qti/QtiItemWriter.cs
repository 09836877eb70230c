using System.Globalization;
using System.Xml.Linq;

namespace Learning.Courses.Questions.Exchange.Qti;

/// <summary>Writes one question as an item in the names of QTI 2. A passage is an item with an interaction for each of its parts.</summary>
internal static class QtiItemWriter
{
    public const string Explanation = "EXPLANATION";

    /// <summary>Holds the setting that the standard has no sign for.</summary>
    public const string CreditOutcome = "LUNXUN_CREDIT";

    public static void Check(Question question, LossList losses)
    {
        if (!Enum.IsDefined(question.Kind))
        {
            losses.AddSpoiling("Exchange.KindNotCarried");
        }

        foreach (var part in question.Parts)
        {
            Check(part, losses);
        }

        ExportCheck.Tags(question, losses);
        if (question.Kind == QuestionKind.Ordering && Credit.Is(question, Credit.Partial))
        {
            losses.Add("Exchange.PartialElsewhere");
        }

        if (question.Kind == QuestionKind.Cloze && Credit.Is(question, Credit.All))
        {
            losses.Add("Exchange.AllOrNothingElsewhere");
        }

        ExportCheck.Pictures(question, losses);
    }

    public static XElement Write(Question question)
    {
        var asked = question.Kind == QuestionKind.Passage ? [.. question.Parts.Select((p, i) => new QtiAsked(p, Part(i + 1)))] : new List<QtiAsked> { new(question, "") };
        return new XElement(
            "assessmentItem",
            new XAttribute("identifier", char.IsAsciiLetter(question.Key[0]) ? question.Key : "_" + question.Key),
            new XAttribute("title", question.Key),
            new XAttribute("label", question.LessonKey.Split('/')[^1]),
            new XAttribute("adaptive", "false"),
            new XAttribute("timeDependent", "false"),
            asked.SelectMany(a => a.Declarations()),
            asked.SelectMany(Outcomes),
            question.Kind == QuestionKind.Passage ? Points("SCORE") : null,
            new XElement("itemBody", question.Kind == QuestionKind.Passage ? Passage(question.Stem, asked) : asked[0].Body()),
            QtiMarking.Of(asked),
            asked.Select(Feedback));
    }

    /// <summary>What is put behind the names that belong to one part of a passage.</summary>
    public static string Part(int number) => string.Create(CultureInfo.InvariantCulture, $"_{number}_");

    private static IEnumerable<XElement> Passage(string text, IEnumerable<QtiAsked> parts) =>
        text.Split("<br><br>").Select(p => new XElement("p", QtiHtml.ToXml(p))).Concat(parts.Select(p => new XElement("div", p.Body())));

    private static IEnumerable<XElement> Outcomes(QtiAsked asked)
    {
        yield return Points("SCORE" + asked.Part);
        yield return Outcome("FEEDBACK" + asked.Part, Explanation + asked.Part);
        if (asked.Question.Settings.TryGetValue(Credit.Setting, out var credit))
        {
            yield return Outcome(CreditOutcome + asked.Part, credit);
        }
    }

    private static XElement Points(string name) =>
        new("outcomeDeclaration", new XAttribute("identifier", name), new XAttribute("cardinality", "single"), new XAttribute("baseType", "float"));

    private static XElement Outcome(string name, string value) => new(
        "outcomeDeclaration",
        new XAttribute("identifier", name),
        new XAttribute("cardinality", "single"),
        new XAttribute("baseType", "identifier"),
        new XElement("defaultValue", new XElement("value", value)));

    private static XElement Feedback(QtiAsked asked) => new(
        "modalFeedback",
        new XAttribute("outcomeIdentifier", "FEEDBACK" + asked.Part),
        new XAttribute("identifier", Explanation + asked.Part),
        new XAttribute("showHide", "show"),
        QtiHtml.ToXml(asked.Question.Explanation));
}
