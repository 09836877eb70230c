using Markdig;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;

namespace Learning.Courses.Catalogue.Markdown.Formulas;

internal sealed class FormulaExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) =>
        pipeline.InlineParsers.InsertBefore<EmphasisInlineParser>(new FormulaParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Insert(0, new FormulaRenderer());
}
