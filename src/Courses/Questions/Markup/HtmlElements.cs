using AngleSharp.Dom;

namespace Learning.Courses.Questions.Markup;

/// <summary>What becomes of the elements of foreign HTML.</summary>
internal static class HtmlElements
{
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "div", "ul", "ol", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer",
        "main", "aside", "address", "center", "dl", "dt", "dd", "hr", "figure", "figcaption", "details", "summary", "fieldset", "legend", "nav",
    };

    /// <summary>Who sees the question without one of these does not see the question.</summary>
    private static readonly HashSet<string> Needed = new(StringComparer.Ordinal)
    {
        "img", "picture", "audio", "video", "source", "canvas", "svg", "math", "table", "iframe", "object", "embed", "applet", "form", "input",
        "button", "select", "textarea", "meter", "progress", "frame", "frameset", "map", "ruby",
    };

    private static readonly HashSet<string> NeverSeen = new(StringComparer.Ordinal)
    {
        "script", "style", "noscript", "template", "link", "meta", "title", "base", "noframes", "noembed",
    };

    public static bool IsBlock(IElement element) => Blocks.Contains(element.LocalName);

    /// <summary>True for elements whose content does not become text; says so where somebody loses something.</summary>
    public static bool IsDropped(IElement element, LossList losses)
    {
        if (NeverSeen.Contains(element.LocalName))
        {
            losses.Add("Exchange.Dropped", element.LocalName);
            return true;
        }

        if (Needed.Contains(element.LocalName))
        {
            losses.AddSpoiling("Exchange.NeedsElement", element.LocalName);
            return true;
        }

        return false;
    }
}
