using Learning.Web.Resources;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Web.TagHelpers;

/// <summary>
/// `&lt;standing-badge of="row.Box" overdue="row.IsOverdue" /&gt;`: where a member stands, as sign, word and colour. The word is the
/// text named after the enum and its value ("Box.Completed", "AssignmentState.Done").
/// </summary>
[HtmlTargetElement("standing-badge", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StandingBadgeTagHelper(IStringLocalizer<Text> text, IFileVersionProvider files) : TagHelper
{
    public Enum? Of { get; set; }

    public bool Overdue { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of is null)
        {
            output.SuppressOutput();
            return;
        }

        var word = text[$"{Of.GetType().Name}.{Of}"];
        var look = Overdue ? StandingLook.Late : StandingLook.Of(Of.ToString());
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"badge {look.Class}");
        output.Content.SetHtmlContent(Icon.Svg(files, ViewContext, look.Icon));
        output.Content.Append(Overdue ? text["Standing.Overdue", word] : word);
    }
}

/// <summary>How each standing looks wherever it is shown: badge, bar, legend.</summary>
internal sealed record StandingLook(string Class, string Icon)
{
    public static StandingLook Late { get; } = new("is-late", "late");

    public static StandingLook Of(string name) => name switch
    {
        "Completed" or "Done" or "Passed" or "Closed" => new("is-done", "check-circle"),
        "InProgress" or "Open" => new("is-progress", "progress"),
        "ExemptVisited" => new("is-exempt", "visit"),
        "ExemptNotVisited" or "Exempt" => new("is-exempt", "shield"),
        "Deferred" => new("is-deferred", "pause"),
        "CalledOff" => new("is-away", "close"),
        "OutOfContact" => new("is-away", "away"),
        _ => new("is-open", "circle"),
    };
}
