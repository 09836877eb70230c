using System.Globalization;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Web.TagHelpers;

/// <summary>
/// `&lt;box-bar completed="812" in-progress="96" not-started="132" exempt-visited="10" … /&gt;`: coverage of one requirement.
/// The share never stands without both numbers, and who is left out of them is counted beside it. Drawn with SVG attributes,
/// because the security policy allows no style attributes.
/// </summary>
[HtmlTargetElement("box-bar", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BoxBarTagHelper(IStringLocalizer<Text> text, IFileVersionProvider files) : TagHelper
{
    public int Completed { get; set; }
    public int InProgress { get; set; }
    public int NotStarted { get; set; }
    public int ExemptVisited { get; set; }
    public int ExemptNotVisited { get; set; }
    public int Deferred { get; set; }
    public int OutOfContact { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private (string Name, int Count)[] Boxes =>
    [
        (nameof(Completed), Completed), (nameof(InProgress), InProgress), (nameof(NotStarted), NotStarted), (nameof(ExemptVisited), ExemptVisited),
        (nameof(ExemptNotVisited), ExemptNotVisited), (nameof(Deferred), Deferred), (nameof(OutOfContact), OutOfContact),
    ];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "box-bar");
        output.Content.AppendHtml(Head()).AppendHtml(Bar()).AppendHtml(Legend());
    }

    private TagBuilder Head()
    {
        var required = Completed + InProgress + NotStarted;
        var head = Tag("p", "box-bar-head");
        head.InnerHtml.AppendHtml(Tag("span", "box-bar-share", required == 0 ? text["BoxBar.Nobody"] : Share(Completed, required)));
        head.InnerHtml.AppendHtml(Tag("span", "box-bar-both", text["BoxBar.Both", Completed, required]));
        return head;
    }

    private TagBuilder Bar()
    {
        var total = Math.Max(1, Boxes.Sum(b => b.Count));
        var svg = Tag("svg", "bar");
        svg.MergeAttributes(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["viewBox"] = "0 0 1000 10", ["preserveAspectRatio"] = "none", ["aria-hidden"] = "true", ["focusable"] = "false",
        });
        var x = 0d;
        foreach (var (name, count) in Boxes.Where(b => b.Count > 0))
        {
            var width = 1000d * count / total;
            var part = Tag("rect", StandingLook.Of(name).Class);
            part.Attributes["x"] = x.ToString("0.##", CultureInfo.InvariantCulture);
            part.Attributes["width"] = width.ToString("0.##", CultureInfo.InvariantCulture);
            part.Attributes["height"] = "10";
            svg.InnerHtml.AppendHtml(part);
            x += width;
        }

        return svg;
    }

    private TagBuilder Legend()
    {
        var list = new TagBuilder("ul");
        foreach (var (name, count) in Boxes.Where(b => b.Count > 0))
        {
            var look = StandingLook.Of(name);
            var line = Tag("li", look.Class);
            line.InnerHtml.AppendHtml(Icon.Svg(files, ViewContext, look.Icon)).Append(text["Box." + name]);
            line.InnerHtml.AppendHtml(Tag("b", null, count.ToString("N0", CultureInfo.CurrentCulture)));
            list.InnerHtml.AppendHtml(line);
        }

        return list;
    }

    /// <summary>Cut and not rounded: 999 of 1,000 must not read as all.</summary>
    private static string Share(int done, int required) =>
        (done * 1000L / required / 10m).ToString("0.0", CultureInfo.CurrentCulture) + "%";

    private static TagBuilder Tag(string name, string? classes, string? words = null)
    {
        var tag = new TagBuilder(name);
        if (classes is not null)
        {
            tag.Attributes["class"] = classes;
        }

        tag.InnerHtml.Append(words ?? "");
        return tag;
    }
}
