using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Learning.Courses.Catalogue.Markdown.Formulas;

namespace Learning.Courses.Questions.Markup;

/// <summary>Takes the inline elements of HTML apart. What the Markdown of a bank has no sign for is reported.</summary>
internal sealed partial class InlineMarks(Kept kept, LossList losses)
{
    /// <summary>Nobody nests deeper on purpose.</summary>
    private const int Deepest = 40;

    public List<Mark> Of(INode node) => MarkLines.Trimmed(Children(node, new Around()));

    public List<Mark> Of(IEnumerable<INode> nodes) => MarkLines.Trimmed([.. nodes.SelectMany(n => One(n, new Around()))]);

    private IEnumerable<Mark> Children(INode node, Around around) => node.ChildNodes.SelectMany(n => One(n, around));

    private List<Mark> One(INode node, Around around) => node switch
    {
        IText text => Text(text.Data),
        IElement element when around.Depth < Deepest => Element(element, around with { Depth = around.Depth + 1 }),
        IElement element => Words(element.TextContent),
        _ => [],
    };

    private List<Mark> Element(IElement element, Around around)
    {
        switch (element.LocalName)
        {
            case "br":
                return [Mark.LineBreak];
            case "strong" or "b":
                return around.Strong ? [.. Children(element, around)] : Emphasis(element, "**", around with { Strong = true });
            case "em" or "i":
                return around.Emphasised ? [.. Children(element, around)] : Emphasis(element, IsAlone(element) ? "_" : "*", around with { Emphasised = true });
            case "code" or "tt" or "kbd" or "samp":
                return Code(element);
            case "a":
                return Link(element, around);
            case "sup" or "sub":
                return Script(element);
            case "img" when BankPicture.Of(element) is { } picture && kept == Kept.Everything:
                return [Mark.Raw(picture)];
            case "span" or "p" or "div":
                ReportLook(element);
                break;
            default:
                if (HtmlElements.IsDropped(element, losses))
                {
                    return [];
                }

                losses.Add("Exchange.Formatting", element.LocalName);
                break;
        }

        List<Mark> children = [.. Children(element, around)];
        return HtmlElements.IsBlock(element) && children.Count > 0 ? [Mark.BlockEdge, .. MarkLines.Trimmed(children), Mark.BlockEdge] : children;
    }

    private void ReportLook(IElement element)
    {
        if (element.GetAttribute("style") is { Length: > 0 } look)
        {
            losses.Add("Exchange.Formatting", look.Length > 60 ? look[..60] : look);
        }
    }

    private List<Mark> Emphasis(IElement element, string sign, Around around)
    {
        List<Mark> inside = [.. Children(element, around)];
        if (kept != Kept.Everything)
        {
            losses.Add("Exchange.Formatting", element.LocalName);
            return inside;
        }

        // "** a**" is no emphasis: space belongs outside.
        var first = inside.FindIndex(m => !m.IsSpace);
        if (first < 0)
        {
            return inside;
        }

        var last = inside.FindLastIndex(m => !m.IsSpace);
        var core = inside[first..(last + 1)];
        var (before, after) = (Leading(core[0]), Trailing(core[^1]));
        core[0] = core[0].Kind == MarkKind.Words ? Mark.Words(core[0].Text.TrimStart()) : core[0];
        core[^1] = core[^1].Kind == MarkKind.Words ? Mark.Words(core[^1].Text.TrimEnd()) : core[^1];
        return [.. inside[..first], .. before, Mark.Raw(sign), .. core, Mark.Raw(sign), .. after, .. inside[(last + 1)..]];
    }

    /// <summary>Two signs of one kind in a row would be read as one: "***".</summary>
    private static bool IsAlone(IElement element) =>
        element.ParentElement is { LocalName: "strong" or "b" } || element.Children is [{ LocalName: "strong" or "b" }, ..];

    private static IEnumerable<Mark> Leading(Mark mark) =>
        mark.Kind == MarkKind.Words && mark.Text.Length > 0 && char.IsWhiteSpace(mark.Text[0]) ? [Mark.Words(mark.Text[..^mark.Text.TrimStart().Length])] : [];

    private static IEnumerable<Mark> Trailing(Mark mark) =>
        mark.Kind == MarkKind.Words && mark.Text.Length > 0 && char.IsWhiteSpace(mark.Text[^1]) ? [Mark.Words(mark.Text[mark.Text.TrimEnd().Length..])] : [];

    private List<Mark> Code(IElement element)
    {
        var code = PlainText.Clean(element.TextContent).Replace('\n', ' ');
        if (kept != Kept.Everything || code.Length == 0)
        {
            losses.Add("Exchange.Formatting", element.LocalName);
            return Words(code);
        }

        var fence = new string('`', 1 + Ticks().Matches(code).Select(m => m.Length).DefaultIfEmpty(0).Max());
        var pad = code[0] == '`' || code[^1] == '`' ? " " : "";
        return [Mark.Raw(fence + pad + code + pad + fence)];
    }

    private List<Mark> Link(IElement element, Around around)
    {
        var address = element.GetAttribute("href") ?? "";
        List<Mark> children = [.. Children(element, around)];
        if (kept != Kept.Everything || BankLink.Of(address) is not { } target || !children.Exists(m => !m.IsSpace))
        {
            losses.Add("Exchange.Link", address.Length > 200 ? address[..200] : address);
            return children;
        }

        return [Mark.Raw("["), .. MarkLines.Trimmed(children), Mark.Raw($"](<{target}>)")];
    }

    /// <summary>Small figures have characters of their own; for other things a change of line changes the meaning.</summary>
    private List<Mark> Script(IElement element)
    {
        var small = SmallFigures.Of(element.TextContent.Trim(), element.LocalName == "sup");
        if (small is null)
        {
            losses.AddSpoiling("Exchange.NeedsElement", element.LocalName);
        }

        return Words(small ?? element.TextContent);
    }

    /// <summary>Formulas are known by the signs that every program gives them, ours too.</summary>
    private List<Mark> Text(string text)
    {
        var marks = new List<Mark>();
        foreach (var piece in Formula.Pieces(text))
        {
            marks.AddRange(kept != Kept.Words && Formula.In(piece) is { } formula ? [Mark.Raw(formula.Written)] : Words(piece));
        }

        return marks;
    }

    private static List<Mark> Words(string text)
    {
        var lines = Characters.Only(text).Split('\n');
        if (lines.Length == 1)
        {
            return lines[0].Length == 0 ? [] : [Mark.Words(lines[0])];
        }

        // A line end in HTML is no more than a space, but ours are kept, so that a text comes back as it was written.
        var middle = lines[1..^1].Select(l => l.Trim()).Where(l => l.Length > 0);
        return [Mark.Words(string.Join('\n', [lines[0].TrimEnd(), .. middle, lines[^1].TrimStart()]))];
    }

    [GeneratedRegex("`+")]
    private static partial Regex Ticks();

    private sealed record Around(bool Strong = false, bool Emphasised = false, int Depth = 0);
}
