using Markdig.Extensions.Figures;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Learning.Courses.Catalogue.Markdown.Figures;

/// <summary>As Markdig's own, without the paragraph around the picture.</summary>
internal sealed class LessonFigureRenderer : HtmlObjectRenderer<Figure>
{
    protected override void Write(HtmlRenderer renderer, Figure obj)
    {
        renderer.EnsureLine();
        renderer.WriteLine("<figure>");
        var before = renderer.ImplicitParagraph;
        renderer.ImplicitParagraph = true;
        renderer.WriteChildren(obj);
        renderer.ImplicitParagraph = before;
        renderer.EnsureLine();
        renderer.WriteLine("</figure>");
    }
}
