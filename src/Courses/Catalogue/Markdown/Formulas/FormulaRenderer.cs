using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Learning.Courses.Catalogue.Markdown.Formulas;

internal sealed class FormulaRenderer : HtmlObjectRenderer<Formula>
{
    protected override void Write(HtmlRenderer renderer, Formula obj)
    {
        if (!renderer.EnableHtmlForInline)
        {
            renderer.Write(obj.Shown);
            return;
        }

        renderer.Write("<span class=\"").Write(Formula.CssClass).Write("\">").WriteEscape(obj.Shown).Write("</span>");
    }
}
