using Markdig;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;

namespace Learning.Courses.Catalogue.Markdown.SourceNotes;

internal sealed class SourceNoteExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) =>
        pipeline.InlineParsers.InsertBefore<LinkInlineParser>(new SourceNoteParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Insert(0, new SourceNoteRenderer());
}
