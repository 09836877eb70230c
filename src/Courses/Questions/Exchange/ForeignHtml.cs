using System.Text.RegularExpressions;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange;

/// <summary>What is asked of foreign texts before they are read as HTML.</summary>
internal static partial class ForeignHtml
{
    /// <summary>Moodle's names of formats, short and long.</summary>
    public static string From(string text, string format) => format switch
    {
        "html" => text,
        "markdown" => FromMarkdown(text),
        "plain" or "plain_text" => PlainText.ToHtml(text),

        // Without a format Moodle shows tags as what they mean, and line ends as line ends.
        _ => HasTags(text) ? text.Replace("\n", "<br>", StringComparison.Ordinal) : PlainText.ToHtml(text),
    };

    private static string FromMarkdown(string text)
    {
        try
        {
            return text.Length > PlainText.Longest ? PlainText.ToHtml(text) : Markdig.Markdown.ToHtml(text);
        }
        catch (ArgumentException)
        {
            return PlainText.ToHtml(text); // Markdig's guard against a thousand quotation marks in a row
        }
    }

    private static bool HasTags(string text) => Tag().IsMatch(text);

    /// <summary>An explanation of one paragraph as what is in it; other HTML as it is.</summary>
    public static string Unwrapped(string html)
    {
        const string open = "<p>", close = "</p>";
        return html.StartsWith(open, StringComparison.Ordinal) && html.EndsWith(close, StringComparison.Ordinal) && html.IndexOf('<', open.Length) == html.Length - close.Length
            ? html[open.Length..^close.Length]
            : html;
    }

    [GeneratedRegex(@"</?(p|br|b|i|u|em|strong|span|div|sub|sup|code|a|ul|ol|li|img|table|font|h[1-6])(\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
