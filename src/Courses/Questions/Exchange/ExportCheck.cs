using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange;

/// <summary>What no format can carry alone.</summary>
internal static class ExportCheck
{
    /// <summary>A figure stays on this site: elsewhere its place would be empty.</summary>
    public static void Pictures(Question question, LossList losses)
    {
        if (Texts(question).Any(t => t.Contains("<img", StringComparison.Ordinal)))
        {
            losses.Add("Exchange.PictureStaysHere");
        }
    }

    /// <summary>For formats that have no tags. Coming back, the question keeps those it has here.</summary>
    public static void Tags(Question question, LossList losses)
    {
        if (question.Tags != QuestionTags.None)
        {
            losses.Add("Exchange.TagsStayHere");
        }
    }

    /// <summary>For formats without markup: what the texts look like is lost, and a question that needs a picture is left out.</summary>
    public static void Plain(Question question, LossList losses)
    {
        foreach (var text in Texts(question))
        {
            PlainText.FromHtml(text, losses);
        }

        var options = HasHtmlOptions(question) ? question.Options.Select(o => PlainText.Line(o.Text, new LossList())).ToList() : [];
        if (options.Contains("") || options.Distinct(StringComparer.Ordinal).Count() < options.Count)
        {
            losses.AddSpoiling("Exchange.EqualWithoutMarkup");
        }
    }

    private static IEnumerable<string> Texts(Question question) =>
        [question.Stem, question.Explanation, .. HasHtmlOptions(question) ? question.Options.Select(o => o.Text) : [], .. question.Parts.SelectMany(Texts)];

    private static bool HasHtmlOptions(Question question) => question.Kind is QuestionKind.Single or QuestionKind.Multiple or QuestionKind.Ordering or QuestionKind.ShortAnswer;
}
