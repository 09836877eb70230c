using Markdig;
using Markdig.Extensions.GenericAttributes;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Learning.Courses.Catalogue.Markdown.HeadingAttributes;

/// <summary>
/// "## ph-001 {.single lesson=founding}". Markdig's own extension reads attributes everywhere, and an attribute on any
/// element could be a style or a script; a question bank needs them on its headings only.
/// </summary>
internal sealed class HeadingAttributesExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) =>
        pipeline.BlockParsers.FindExact<HeadingBlockParser>()!.TryParseAttributes = TryParse;

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }

    private static bool TryParse(BlockProcessor processor, ref StringSlice line, IBlock block)
    {
        var open = line.IndexOf('{');
        var rest = line;
        rest.Start = open;
        if (open < 0 || !GenericAttributesParser.TryParse(ref rest, out var attributes))
        {
            return false;
        }

        attributes.CopyTo(block.GetAttributes());
        line.End = open - 1;
        return true;
    }
}
