using Learning.Courses.Catalogue.Markdown.Figures;
using Learning.Courses.Catalogue.Markdown.Links;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Figures;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Courses.Catalogue.Markdown;

/// <summary>Tells every node of a parsed text what it refers to, and reports what the site refuses to show.</summary>
internal static class TextResolver
{
    public static void Run(MarkdownDocument document, TextScope scope, ProblemList problems)
    {
        // To a list first: resolving adds attributes to nodes, and the walk should not notice.
        foreach (var node in document.Descendants().ToList())
        {
            Check(node, problems);
            switch (node)
            {
                case IResolvable resolvable:
                    resolvable.Resolve(scope, problems);
                    break;
                case LinkInline { IsImage: true } picture:
                    FigureRules.Resolve(picture, scope, problems);
                    break;
                case LinkInline link:
                    LinkRules.Resolve(link, scope, problems);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Check(MarkdownObject node, ProblemList problems)
    {
        switch (node)
        {
            case HtmlBlock or HtmlInline:
                problems.Add(node.Line + 1, "Content.RawHtml");
                break;
            case AutolinkInline link:
                LinkRules.Check(link, problems);
                break;
            case Figure figure:
                FigureRules.Check(figure, problems);
                break;
            case CustomContainer container:
                Check(container, problems);
                break;
            default:
                break;
        }
    }

    private static void Check(CustomContainer container, ProblemList problems)
    {
        if (container is not IResolvable)
        {
            problems.Add(container.Line + 1, "Content.UnknownContainer", container.Info ?? "");
        }

        if (container.ClosingFencedCharCount == 0)
        {
            problems.Add(container.Line + 1, "Content.UnclosedContainer", container.Info ?? "");
        }
    }
}
