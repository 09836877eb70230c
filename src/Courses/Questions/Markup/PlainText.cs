using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Learning.Courses.Questions.Markup;

/// <summary>From text without markup to HTML and back, for formats and answers that know no markup.</summary>
internal static partial class PlainText
{
    /// <summary>A text longer than this is no question but a mistake, or an attack on the programs that read it.</summary>
    public const int Longest = 20_000;

    private const int Deepest = 200;

    /// <summary>An empty line begins a paragraph, any other one a line.</summary>
    public static string ToHtml(string text)
    {
        var paragraphs = Clean(text).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var html = paragraphs.Select(p => WebUtility.HtmlEncode(p).Replace("\n", "<br>", StringComparison.Ordinal)).ToList();
        return html.Count > 1 ? string.Concat(html.Select(p => $"<p>{p}</p>")) : string.Concat(html);
    }

    /// <summary>What the HTML says. What it looked like is reported as lost.</summary>
    public static string FromHtml(string html, LossList losses)
    {
        var text = new StringBuilder();
        Append(text, Body(html), losses, 0);
        return Clean(text.ToString());
    }

    /// <summary>The same on one line.</summary>
    public static string Line(string html, LossList losses) => Clean(FromHtml(html, losses).Replace('\n', ' '));

    /// <summary>Line ends of one kind, no space around them, no more than one empty line, and nothing that is no text.</summary>
    public static string Clean(string text)
    {
        var lines = Characters.Only(text).Split('\n').Select(l => l.Trim());
        var clean = new List<string>();
        foreach (var line in lines)
        {
            if (line.Length > 0 || clean is [.., { Length: > 0 }])
            {
                clean.Add(line);
            }
        }

        return string.Join('\n', clean).Trim();
    }

    /// <summary>
    /// Longer texts are not read as HTML, which some of them would make very slow. They are shown to nobody: a question that has
    /// one is refused.
    /// </summary>
    public static IElement Body(string html) =>
        new HtmlParser().ParseDocument("<body>" + (html.Length > Longest ? WebUtility.HtmlEncode(html[..Longest]) : html)).Body!;

    private static void Append(StringBuilder text, INode node, LossList losses, int depth)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words)
            {
                text.Append(LineEnd().Replace(words.Data, " ")); // with the indentation around it, a line end in HTML is a space
            }
            else if (depth == Deepest)
            {
                text.Append(child.TextContent);
            }
            else if (child is IElement element && !HtmlElements.IsDropped(element, losses))
            {
                AppendElement(text, element, losses, depth + 1);
            }
        }
    }

    private static void AppendElement(StringBuilder text, IElement element, LossList losses, int depth)
    {
        if (element.LocalName == "br")
        {
            text.Append('\n');
            return;
        }

        var block = HtmlElements.IsBlock(element);
        if (element.LocalName is not ("p" or "div" or "span"))
        {
            losses.Add("Exchange.Formatting", element.LocalName);
        }

        text.Append(block ? "\n\n" : "");
        Append(text, element, losses, depth);
        text.Append(block ? "\n\n" : "");
    }

    [GeneratedRegex(@"[ \t]*[\r\n][ \t\r\n]*")]
    private static partial Regex LineEnd();
}
