using System.Globalization;
using System.Xml.Linq;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange.MoodleXml;

/// <summary>Reads what all of Moodle's questions have; the answers are read by <see cref="MoodleKinds"/>.</summary>
internal sealed class MoodleReader(ForeignFormat.Words words)
{
    public IReadOnlyList<ForeignItem> Read(XElement quiz)
    {
        var items = new List<ForeignItem>();
        var category = "";
        foreach (var element in ForeignReading.Enough(quiz.Elements("question")))
        {
            if (element.Attribute("type")?.Value == "category")
            {
                category = element.Element("category")?.Element("text")?.Value.Trim() ?? "";
            }
            else
            {
                items.Add(Item(element, category));
            }
        }

        return items;
    }

    private ForeignItem Item(XElement element, string category)
    {
        var losses = new LossList();
        var name = element.Element("name")?.Element("text")?.Value.Trim() ?? "";
        var tags = element.Element("tags")?.Elements("tag").Select(t => t.Element("text")?.Value.Trim() ?? "").ToList() ?? [];
        var question = new Question("", QuestionKind.Single, "", MoodleText.Html(element.Element("questiontext")), [], MoodleText.Html(element.Element("generalfeedback")))
        {
            Settings = ForeignTags.Settings(tags),
            Tags = ForeignTags.Tags(tags),
        };
        var outcome = new MoodleKinds(words, losses).Of(question, element);
        ReportRest(element, outcome.Value, losses);
        return new ForeignItem(new Place("", ForeignXml.LineOf(element)))
        {
            Names = [element.Element("idnumber")?.Value ?? "", name],
            Lessons = category.Length == 0 ? [] : [category.Split('/')[^1].Trim()],
            Title = name.Length > 0 ? Titles.Short(name) : Titles.Short(PlainText.Line(question.Stem, new LossList())),
            Question = outcome.Value,
            Refusal = outcome.Refusal,
            Losses = losses,
        };
    }

    /// <summary>What Moodle says besides, and what a question counts there.</summary>
    private static void ReportRest(XElement element, Question? question, LossList losses)
    {
        string[] others = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "hint"];
        foreach (var text in element.Elements().Where(e => others.Contains(e.Name.LocalName, StringComparer.Ordinal)).Select(MoodleText.Line).Where(t => t.Length > 0))
        {
            losses.Add("Exchange.OtherFeedback", Titles.Short(text));
        }

        var points = element.Element("defaultgrade")?.Value ?? "1";
        if (decimal.TryParse(points, NumberStyles.Float, CultureInfo.InvariantCulture, out var worth) && worth != (question?.Kind == QuestionKind.ShortAnswer ? question.Options.Count : 1))
        {
            losses.Add("Exchange.Points", ShortAnswers.Number(worth));
        }
    }
}

/// <summary>A text of Moodle's in one of its formats.</summary>
internal static class MoodleText
{
    public static string Html(XElement? element) =>
        element?.Element("text") is { } text ? ForeignHtml.From(text.Value.Trim(), element.Attribute("format")?.Value ?? "html") : "";

    public static string Line(XElement element) => PlainText.Line(Html(element), new LossList());

    public static string Plain(XElement? element) => PlainText.Clean(element?.Element("text")?.Value ?? "").Replace('\n', ' ');
}
