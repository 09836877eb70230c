using Markdig;
using Markdig.Extensions.Figures;
using Markdig.Renderers;

namespace Learning.Courses.Catalogue.Markdown.Figures;

/// <summary>Follows Markdig's figure extension in the pipeline, whose syntax it keeps.</summary>
internal sealed class LessonFigureExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.Extensions.AddIfNotAlready<FigureExtension>();

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Insert(0, new LessonFigureRenderer());
}
