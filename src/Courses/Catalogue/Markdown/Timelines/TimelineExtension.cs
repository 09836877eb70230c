using Markdig;
using Markdig.Renderers;

namespace Learning.Courses.Catalogue.Markdown.Timelines;

internal sealed class TimelineExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) =>
        pipeline.BlockParsers.Insert(0, new ContainerParser<Timeline>(p => new Timeline(p), "timeline"));

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Insert(0, new TimelineRenderer());
}
