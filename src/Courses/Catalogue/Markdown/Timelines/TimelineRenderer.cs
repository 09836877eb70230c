using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Learning.Courses.Catalogue.Markdown.Timelines;

/// <summary>An ordered list, because the order of events is what a timeline says; how it looks is left to the style sheet.</summary>
internal sealed class TimelineRenderer : HtmlObjectRenderer<Timeline>
{
    protected override void Write(HtmlRenderer renderer, Timeline obj)
    {
        renderer.EnsureLine();
        renderer.WriteLine("<ol class=\"timeline\">");
        var before = renderer.ImplicitParagraph;
        renderer.ImplicitParagraph = true;
        foreach (var item in obj.Events)
        {
            renderer.Write("<li>");
            renderer.WriteChildren(item);
            renderer.WriteLine("</li>");
        }

        renderer.ImplicitParagraph = before;
        renderer.WriteLine("</ol>");
    }
}
