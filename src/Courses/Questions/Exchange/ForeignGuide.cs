using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange;

/// <summary>
/// What other programs tell the person who marks. A list gives a line of the guide for each of its items, other text one for
/// each paragraph.
/// </summary>
internal static class ForeignGuide
{
    /// <summary>Without any guide nobody could mark alike, and the question is refused.</summary>
    public static Outcome<Question> Give(Question question, string html)
    {
        var lines = Lines(html);
        return lines.Count == 0
            ? new Refusal("Exchange.Essay")
            : question with { Kind = QuestionKind.ShortAnswer, Options = [.. lines.Select(l => new QuestionOption(l, true))], Settings = Weights.None };
    }

    public static string Write(Question question) => $"<ul>{string.Concat(question.Options.Select(o => $"<li>{o.Text}</li>"))}</ul>";

    private static List<string> Lines(string html)
    {
        var body = PlainText.Body(html);
        foreach (var name in new[] { "li", "p" })
        {
            if (body.QuerySelectorAll(name).Select(e => e.InnerHtml.Trim()).Where(t => t.Length > 0).ToList() is { Count: > 0 } lines)
            {
                return lines;
            }
        }

        return body.InnerHtml.Trim() is { Length: > 0 } all ? [all] : [];
    }
}
