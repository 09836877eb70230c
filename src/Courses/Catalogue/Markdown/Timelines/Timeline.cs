using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Courses.Catalogue.Markdown.Timelines;

/// <summary>::: timeline. One bullet list; every item begins with its date in bold.</summary>
internal sealed class Timeline(BlockParser parser) : CustomContainer(parser), IResolvable
{
    public IEnumerable<ListItemBlock> Events => this.OfType<ListBlock>().SelectMany(list => list.OfType<ListItemBlock>());

    public void Resolve(TextScope scope, ProblemList problems)
    {
        if (Count != 1 || this[0] is not ListBlock { IsOrdered: false })
        {
            problems.Add(Line + 1, "Content.TimelineShape");
            return;
        }

        foreach (var item in Events.Where(e => !BeginsWithDate(e)))
        {
            problems.Add(item.Line + 1, "Content.TimelineShape");
        }
    }

    private static bool BeginsWithDate(ListItemBlock item) =>
        item.FirstOrDefault() is ParagraphBlock { Inline.FirstChild: EmphasisInline { DelimiterCount: 2 } };
}
