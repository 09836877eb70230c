using System.Net;
using System.Text;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange.Gift;

/// <summary>How GIFT writes a text among its own signs, and in which of four formats it means it.</summary>
internal static class GiftText
{
    private const string Signs = "~=#{}:";

    /// <summary>Noncharacters stand for escaped signs while the unescaped ones are looked for. No text holds them: they are taken out first.</summary>
    private const char First = '\uFDD0';
    private const char LineFeed = (char)(First + 6);
    private const char Backslash = (char)(First + 7);

    /// <summary>Puts escaped signs out of the way.</summary>
    public static string Protect(string text)
    {
        var safe = new StringBuilder();
        var clean = Characters.Only(text);
        for (var i = 0; i < clean.Length; i++)
        {
            var next = clean[i] == '\\' && i + 1 < clean.Length ? clean[i + 1] : '\0';
            var sign = next == '\0' ? -1 : Signs.IndexOf(next, StringComparison.Ordinal);
            var stands = next switch
            {
                'n' => LineFeed,
                '\\' => Backslash,
                _ => sign < 0 ? '\0' : (char)(First + sign),
            };
            i += stands == '\0' ? 0 : 1;
            safe.Append(stands == '\0' ? clean[i] : stands);
        }

        return safe.ToString();
    }

    /// <summary>Puts them back, as what they stand for.</summary>
    public static string Reveal(string safe) => new([.. safe.Select(c => c switch
    {
        LineFeed => '\n',
        Backslash => '\\',
        >= First and < LineFeed => Signs[c - First],
        _ => c,
    })]);

    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '\n' => "\\n",
                '\\' => "\\\\",
                _ => Signs.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}",
            });
        }

        return escaped.ToString();
    }

    /// <summary>The text as HTML, and its format: "[html]" in front says it, else it is that of the question.</summary>
    public static (string Html, string Format) Read(string safe, string format)
    {
        var text = safe.Trim();
        foreach (var name in (string[])["html", "markdown", "plain", "moodle"])
        {
            if (text.StartsWith($"[{name}]", StringComparison.Ordinal))
            {
                return (ForeignHtml.From(Reveal(text[(name.Length + 2)..]).Trim(), name), name);
            }
        }

        return (ForeignHtml.From(Reveal(text).Trim(), format), format);
    }

    /// <summary>True where the text means itself without any format.</summary>
    public static bool IsPlain(string html) =>
        !html.Contains('<', StringComparison.Ordinal) && !html.Contains('&', StringComparison.Ordinal) && !html.Contains('\n', StringComparison.Ordinal) && html is not ['[', ..]
        && WebUtility.HtmlDecode(html) == html;
}
