using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Learning.Courses.Catalogue.Markdown.CheckQuestions;

/// <summary>
/// Works without script: choose, then open the answer. Script finds the widget by data-check and says at once whether the
/// choice is right. The right choices are in the page on purpose: this question is for the reader and counts for nothing.
/// </summary>
internal sealed class CheckQuestionRenderer : HtmlObjectRenderer<CheckQuestion>
{
    protected override void Write(HtmlRenderer renderer, CheckQuestion obj)
    {
        if (obj.Stem is null || obj.Explanation is null)
        {
            return;
        }

        var words = obj.Words;
        renderer.EnsureLine();
        renderer.Write("<div class=\"check\" data-check data-says-right=\"").WriteEscape(words.Right);
        renderer.Write("\" data-says-not-yet=\"").WriteEscape(words.NotYet).WriteLine("\">");
        renderer.Write("<fieldset>\n<legend>").WriteLeafInline(obj.Stem);
        renderer.WriteLine("</legend>");
        WriteOptions(renderer, obj);
        renderer.WriteLine("</fieldset>");
        renderer.Write("<details>\n<summary>").WriteEscape(words.ShowAnswer).WriteLine("</summary>");
        var right = string.Join(words.OptionSeparator, obj.Options.Where(o => o.Ticked).Select(o => o.Html));
        renderer.Write("<p><strong>").WriteEscape(words.Answer).Write("</strong>").Write(right).WriteLine("</p>");
        renderer.WriteChildren(obj.Explanation);
        renderer.EnsureLine();
        renderer.WriteLine("</details>\n</div>");
    }

    private static void WriteOptions(HtmlRenderer renderer, CheckQuestion obj)
    {
        var type = obj.Options.Count(o => o.Ticked) == 1 ? "radio" : "checkbox";
        foreach (var option in obj.Options)
        {
            renderer.Write("<label><input type=\"").Write(type).Write("\" name=\"check-").Write(obj.Number.ToString());
            renderer.Write(option.Ticked ? "\" data-right> " : "\"> ").Write(option.Html).WriteLine("</label>");
        }
    }
}
