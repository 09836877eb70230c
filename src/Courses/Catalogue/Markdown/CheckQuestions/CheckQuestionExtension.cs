using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;

namespace Learning.Courses.Catalogue.Markdown.CheckQuestions;

internal sealed class CheckQuestionExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Insert(0, new ContainerParser<CheckQuestion>(p => new CheckQuestion(p), "check"));
        pipeline.DocumentProcessed += Number;
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Insert(0, new CheckQuestionRenderer());

    private static void Number(MarkdownDocument document)
    {
        var number = 0;
        foreach (var question in document.Descendants<CheckQuestion>())
        {
            question.Number = ++number;
        }
    }
}
