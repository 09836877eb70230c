using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Learning.Courses.Catalogue.Markdown.CallOuts;

internal sealed class CallOutRenderer : HtmlObjectRenderer<CallOut>
{
    protected override void Write(HtmlRenderer renderer, CallOut obj)
    {
        // The role takes the place of "complementary": a landmark inside the article would be announced as a part of the page.
        renderer.EnsureLine();
        renderer.Write("<aside class=\"callout callout-").Write(obj.Info!).WriteLine("\" role=\"note\">");
        renderer.Write("<p class=\"callout-title\">").WriteEscape(obj.Title).WriteLine("</p>");
        renderer.WriteChildren(obj);
        renderer.EnsureLine();
        renderer.WriteLine("</aside>");
    }
}
