using Markdig;
using Markdig.Renderers;

namespace Learning.Courses.Catalogue.Markdown.CallOuts;

internal sealed class CallOutExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) =>
        pipeline.BlockParsers.Insert(0, new ContainerParser<CallOut>(p => new CallOut(p), CallOut.Kinds));

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Insert(0, new CallOutRenderer());
}
