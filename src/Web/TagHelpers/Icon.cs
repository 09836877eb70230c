using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Web.TagHelpers;

/// <summary>`&lt;icon name="check" /&gt;`: a drawing of Client/icons. It only repeats what words beside it say, so it is hidden from screen readers.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(IFileVersionProvider files) : TagHelper
{
    public string Name { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var classes = output.Attributes["class"]?.Value;
        output.TagName = null;
        output.Content.SetHtmlContent(Icon.Svg(files, ViewContext, Name, classes?.ToString()));
    }
}

internal static class Icon
{
    public static IHtmlContent Svg(IFileVersionProvider files, ViewContext view, string name, string? classes = null)
    {
        var sprite = files.AddFileVersionToPath(view.HttpContext.Request.PathBase, view.HttpContext.Request.PathBase + "/dist/icons.svg");
        var use = new TagBuilder("use") { Attributes = { ["href"] = $"{sprite}#{name}" } };
        var svg = new TagBuilder("svg") { Attributes = { ["class"] = classes is null ? "icon" : $"icon {classes}", ["aria-hidden"] = "true", ["focusable"] = "false" } };
        svg.InnerHtml.AppendHtml(use);
        return svg;
    }
}
