using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Learning.Courses.Catalogue.Markdown.SourceNotes;

internal sealed class SourceNoteRenderer : HtmlObjectRenderer<SourceNote>
{
    protected override void Write(HtmlRenderer renderer, SourceNote obj)
    {
        if (!renderer.EnableHtmlForInline)
        {
            return;
        }

        renderer.Write("<sup class=\"source-note\"><a role=\"doc-noteref\" href=\"#").Write(SourceList.AnchorOf(obj.SourceId));
        renderer.Write("\" title=\"").WriteEscape(obj.Title).Write("\">[").Write(obj.Number.ToString()).Write("]</a></sup>");
    }
}
