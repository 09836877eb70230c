using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Learning.Courses.Questions.Numeric;

namespace Learning.Courses.Questions.Exchange.MoodleXml;

/// <summary>Writes what Moodle reads. Rules of marking that Moodle does not have stand in tags, so that they come back.</summary>
internal static class MoodleWriter
{
    public static IEnumerable<XElement> Elements(IReadOnlyList<Question> questions)
    {
        var category = "";
        foreach (var question in questions)
        {
            if (question.LessonKey != category)
            {
                category = question.LessonKey;
                yield return new XElement("question", new XAttribute("type", "category"), new XElement("category", new XElement("text", "$course$/top/" + category)));
            }

            yield return One(question);
        }
    }

    public static void Check(Question question, LossList losses)
    {
        if (TypeOf(question) is null)
        {
            losses.AddSpoiling("Exchange.KindNotCarried");
        }

        if ((question.Kind == QuestionKind.Multiple && !Credit.Is(question, Credit.Partial)) || Credit.Is(question, Credit.All))
        {
            losses.Add("Exchange.AllOrNothingElsewhere");
        }

        if (question.Kind == QuestionKind.Numeric && question.Options.Any(o => ShortAnswers.Ends(o.Text).IsRange))
        {
            losses.Add("Exchange.RangeAsTolerance");
            if (question.Options.Any(o => ShortAnswers.Ends(o.Text).IsRange && NumericKey.Parse(Tolerance(o.Text)) is null))
            {
                losses.AddSpoiling("Exchange.KindNotCarried"); // more decimals than anybody can have meant
            }
        }

        ExportCheck.Pictures(question, losses);
    }

    private static string Tolerance(string variant) => ShortAnswers.AsTolerance(variant) is var (middle, by) ? $"{middle} ± {by}" : "";

    private static string? TypeOf(Question question) => question.Kind switch
    {
        QuestionKind.Single or QuestionKind.Multiple => "multichoice",
        QuestionKind.TrueFalse => "truefalse",
        QuestionKind.FillIn => "shortanswer",
        QuestionKind.Numeric => "numerical",
        QuestionKind.Matching => "matching",
        QuestionKind.Ordering => "ordering",
        QuestionKind.Cloze => "cloze",
        QuestionKind.ShortAnswer => "essay",
        _ => null,
    };

    private static XElement One(Question question) => new(
        "question",
        new XAttribute("type", TypeOf(question)!),
        new XElement("name", new XElement("text", question.Key)),
        Text("questiontext", question.Kind == QuestionKind.Cloze ? MoodleCloze.Write(question) : question.Stem),
        Text("generalfeedback", question.Explanation),
        new XElement("defaultgrade", KindRoles.Of(question.Kind).Points(question)),
        new XElement("idnumber", question.Key),
        Answers(question),
        Tags(question));

    private static IEnumerable<object> Answers(Question question) => question.Kind switch
    {
        QuestionKind.Single => [new XElement("single", "true"), .. question.Options.Select(o => Answer(o.Text, o.Right ? 100 : 0))],
        QuestionKind.Multiple => [new XElement("single", "false"), .. Weights.Of(question).Select(o => Answer(o.Html, o.Percent))],
        QuestionKind.TrueFalse => [Plain("true", question.Options[0].Right), Plain("false", question.Options[1].Right)],
        QuestionKind.FillIn => [new XElement("usecase", "0"), .. question.Options.Select(o => Plain(ShortAnswers.Escaped(o.Text), true))],
        QuestionKind.Numeric => question.Options.Select(Number),
        QuestionKind.Matching => question.Options.Select(Pair),
        QuestionKind.Ordering =>
        [
            new XElement("selecttype", "ALL"),
            new XElement("gradingtype", Credit.Is(question, Credit.Partial) ? "ABSOLUTE_POSITION" : "ALL_OR_NOTHING"),
            .. question.Options.Select((o, i) => Answer(o.Text, i + 1)),
        ],
        QuestionKind.ShortAnswer => [new XElement("responseformat", "plain"), Text("graderinfo", ForeignGuide.Write(question))],
        _ => [],
    };

    private static IEnumerable<XElement> Tags(Question question) =>
        ForeignTags.Of(question).Select(t => new XElement("tag", new XElement("text", t))).ToList() is { Count: > 0 } tags ? [new XElement("tags", tags)] : [];

    private static XElement Text(string name, string html) => new(name, new XAttribute("format", "html"), new XElement("text", ForeignXml.Text(html)));

    private static XElement Answer(string html, decimal percent) =>
        new("answer", new XAttribute("fraction", percent.ToString("0.#####", CultureInfo.InvariantCulture)), new XAttribute("format", "html"), new XElement("text", ForeignXml.Text(html)));

    private static XElement Plain(string text, bool right) =>
        new("answer", new XAttribute("fraction", right ? "100" : "0"), new XAttribute("format", "plain_text"), new XElement("text", ForeignXml.Text(text)));

    /// <summary>Moodle knows a middle and a tolerance only.</summary>
    private static XElement Number(QuestionOption option)
    {
        var (isRange, one, other) = ShortAnswers.Ends(option.Text);
        var (middle, by) = isRange ? ShortAnswers.AsTolerance(option.Text) : (one, other);
        var answer = Plain(middle, true);
        answer.Add(new XElement("tolerance", by));
        return answer;
    }

    private static XElement Pair(QuestionOption option) => new(
        "subquestion",
        new XAttribute("format", "html"),
        new XElement("text", ForeignXml.Text(WebUtility.HtmlEncode(option.Text))),
        new XElement("answer", new XElement("text", ForeignXml.Text(option.Match))));
}
