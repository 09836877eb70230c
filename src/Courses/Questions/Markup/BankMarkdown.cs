using System.Net;
using System.Text;
using AngleSharp.Dom;
using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Markdig.Syntax;

namespace Learning.Courses.Questions.Markup;

/// <summary>
/// From HTML, ours or anybody's, to the Markdown of a bank. What Markdown cannot say is reported and left out. What is written
/// is read again at once: only what comes back the same is used, so that no sign of a foreign text ever becomes markup.
/// </summary>
internal static class BankMarkdown
{
    private static readonly TextScope NoScope = new("", Languages.Chinese, [], new Dictionary<string, FigureFile>(), new HashSet<string>());

    /// <summary>One paragraph.</summary>
    public static string Inline(string html, LossList losses) => Stable(html, losses, Line, InlineAgain);

    /// <summary>Text that holds no markup and whose signs are all meant.</summary>
    public static string Words(string text) => Line(PlainText.Body(WebUtility.HtmlEncode(text)), Kept.Words, new LossList());

    /// <summary>Paragraphs and lists.</summary>
    public static string Blocks(string html, LossList losses) => Stable(
        html,
        losses,
        (body, kept, lost) => string.Join("\n\n", new BlockMarks(nodes => Render(new InlineMarks(kept, lost).Of(nodes)), kept, lost).Of(body)),
        markdown => CourseMarkdown.ToHtml(CourseMarkdown.Read(BankReader.WithBlanks(markdown), NoScope, new ProblemList(""))));

    private static string Line(INode body, Kept kept, LossList lost) => Render(new InlineMarks(kept, lost).Of(body));

    private static string? InlineAgain(string markdown) =>
        CourseMarkdown.Read(BankReader.WithBlanks(markdown), NoScope, new ProblemList("")) is [ParagraphBlock line] ? CourseMarkdown.InlineHtml(line) : null;

    /// <summary>With markup where it comes back the same, which emphasis between a bracket and a letter does not; else words, line breaks and formulas only.</summary>
    private static string Stable(string html, LossList losses, Func<INode, Kept, LossList, string> write, Func<string, string?> again)
    {
        var lost = new LossList();
        var markdown = write(PlainText.Body(html), Kept.Everything, lost);
        if (again(markdown) is not { } read || write(PlainText.Body(read), Kept.Everything, new LossList()) != markdown)
        {
            lost = new LossList();
            markdown = write(PlainText.Body(html), Kept.Formulas, lost);
        }

        foreach (var loss in lost.All)
        {
            losses.Add(loss);
        }

        return markdown;
    }

    private static string Render(List<Mark> marks)
    {
        var markdown = new StringBuilder();
        foreach (var mark in marks)
        {
            switch (mark.Kind)
            {
                case MarkKind.Break:
                    markdown.Append("\\\n");
                    break;
                case MarkKind.Words:
                    MarkdownEscape.Append(markdown, mark.Text);
                    break;
                default:
                    markdown.Append(mark.Text);
                    break;
            }
        }

        return markdown.ToString();
    }
}
