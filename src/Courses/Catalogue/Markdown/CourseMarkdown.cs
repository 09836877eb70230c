using Learning.Courses.Catalogue.Markdown.CallOuts;
using Learning.Courses.Catalogue.Markdown.CheckQuestions;
using Learning.Courses.Catalogue.Markdown.Figures;
using Learning.Courses.Catalogue.Markdown.Formulas;
using Learning.Courses.Catalogue.Markdown.HeadingAttributes;
using Learning.Courses.Catalogue.Markdown.SourceNotes;
using Learning.Courses.Catalogue.Markdown.Timelines;
using Markdig;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;

namespace Learning.Courses.Catalogue.Markdown;

/// <summary>
/// The Markdown of courses and question banks (content/README.md): one pipeline, built once. Read gives a text whose
/// references are resolved and which has been checked; what it reports must keep the text from being shown.
/// </summary>
public static class CourseMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation()
        .UseYamlFrontMatter()
        .UseFigures()
        .UseTaskLists()
        .UseCustomContainers()
        .UseCjkFriendlyEmphasis() // **“强基”**是 is bold, although a quotation mark meets a letter there
        .Use<HeadingAttributesExtension>()
        .Use<SourceNoteExtension>()
        .Use<FormulaExtension>()
        .Use<CallOutExtension>()
        .Use<TimelineExtension>()
        .Use<CheckQuestionExtension>()
        .Use<LessonFigureExtension>()
        .Build();

    public static MarkdownDocument Read(string text, TextScope scope, ProblemList problems)
    {
        try
        {
            var document = Markdig.Markdown.Parse(text, Pipeline);
            TextResolver.Run(document, scope, problems);
            return document;
        }
        catch (ArgumentException)
        {
            // Markdig's guard against a thousand quotation marks in a row. Nothing else in there is an argument of ours.
            problems.Add(1, "Content.TooDeep");
            return [];
        }
    }

    /// <summary>The HTML of a document or of some of its blocks.</summary>
    public static string ToHtml(params IEnumerable<MarkdownObject> nodes) => Write(
        renderer =>
        {
            foreach (var node in nodes)
            {
                renderer.Render(node);
            }
        });

    /// <summary>The HTML inside a paragraph or heading, without the element itself.</summary>
    public static string InlineHtml(LeafBlock block) => Write(renderer => renderer.WriteLeafInline(block)).Trim();

    /// <summary>What a paragraph or heading says, without any markup.</summary>
    public static string InlineText(LeafBlock block) => Write(
        renderer =>
        {
            renderer.EnableHtmlForInline = renderer.EnableHtmlForBlock = renderer.EnableHtmlEscape = false;
            renderer.WriteLeafInline(block);
        }).Trim();

    private static string Write(Action<HtmlRenderer> write)
    {
        using var writer = new StringWriter();
        writer.NewLine = "\n";
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);

        // Raw HTML is parsed so that it can be refused with its line, and has no renderer, so that it is not written even if
        // somebody forgets to look at the problems. A box is read by TickedList and shown by nobody.
        renderer.ObjectRenderers.TryRemove<HtmlBlockRenderer>();
        renderer.ObjectRenderers.TryRemove<HtmlInlineRenderer>();
        renderer.ObjectRenderers.TryRemove<HtmlTaskListRenderer>();
        write(renderer);
        return writer.ToString();
    }
}
