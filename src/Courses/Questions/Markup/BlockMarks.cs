using System.Globalization;
using AngleSharp.Dom;

namespace Learning.Courses.Questions.Markup;

/// <summary>Takes paragraphs, lists and quotations apart. Any other block is a paragraph, and what it looked like is reported.</summary>
/// <param name="inline">What a run of inline nodes is in Markdown.</param>
/// <param name="kept">Lists and quotations too, or paragraphs only.</param>
internal sealed class BlockMarks(Func<IEnumerable<INode>, string> inline, Kept kept, LossList losses)
{
    private const int Deepest = 12;

    public IReadOnlyList<string> Of(INode parent) => Of(parent, 0);

    private List<string> Of(INode parent, int depth)
    {
        var blocks = new List<string>();
        var run = new List<INode>();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element && HtmlElements.IsBlock(element) && depth < Deepest)
            {
                Close();
                blocks.AddRange(Block(element, depth + 1));
            }
            else
            {
                run.Add(node);
            }
        }

        Close();
        return blocks;

        void Close()
        {
            if (inline(run) is { Length: > 0 } text)
            {
                blocks.Add(text);
            }

            run = [];
        }
    }

    private List<string> Block(IElement element, int depth)
    {
        switch (element.LocalName)
        {
            case "ul" or "ol" when kept == Kept.Everything:
                return List(element, depth);
            case "blockquote" when kept == Kept.Everything:
                return Of(element, depth) is { Count: > 0 } quoted ? [Indented(string.Join("\n\n", quoted), "> ", "> ")] : [];
            case "p" or "div":
                break;
            default:
                losses.Add("Exchange.Formatting", element.LocalName);
                break;
        }

        return Of(element, depth);
    }

    private List<string> List(IElement list, int depth)
    {
        var number = list.LocalName == "ol" && int.TryParse(list.GetAttribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        var items = list.Children.Where(c => c.LocalName == "li").ToList();
        var loose = items.Exists(i => i.Children.Any(c => c.LocalName == "p"));
        var lines = new List<string>();
        foreach (var item in items)
        {
            var sign = list.LocalName == "ol" ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            if (string.Join(loose ? "\n\n" : "\n", Of(item, depth)) is { Length: > 0 } text)
            {
                lines.Add(Indented(text, sign, new string(' ', sign.Length)));
            }
        }

        return lines.Count == 0 ? [] : [string.Join(loose ? "\n\n" : "\n", lines)];
    }

    internal static string Indented(string text, string first, string others)
    {
        var lines = text.Split('\n');
        return string.Join('\n', lines.Select((line, i) => ((i == 0 ? first : others) + line).TrimEnd(' ')));
    }
}
