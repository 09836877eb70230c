using Learning.Web.Resources;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Web.TagHelpers;

/// <summary>
/// `&lt;field for="Form.DueOn" label="@text[…]" hint="@text[…]" type="date" /&gt;`: label, hint, control and error that belong together
/// for eyes and for screen readers. With `items` it is a select, with `rows` a text area; other attributes go to the control.
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper(IHtmlGenerator html, IStringLocalizer<Text> text) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    /// <summary>Left out, the display name of the property is asked.</summary>
    public string? Label { get; set; }

    public string? Hint { get; set; }

    public string? Type { get; set; }

    public int Rows { get; set; }

    /// <summary>Says so behind the label. A field that is not optional needs no mark.</summary>
    public bool Optional { get; set; }

    public IEnumerable<SelectListItem>? Items { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private string Id => TagBuilder.CreateSanitizedId(ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name), "_");

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var error = ViewContext.ModelState.TryGetValue(name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;
        var control = Control(Attributes(output, error));
        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(LabelTag());
        AppendLine(output, Hint, "hint", "-hint");
        output.Content.AppendHtml(control);
        AppendLine(output, error, "field-error", "-error");
    }

    private Dictionary<string, object?> Attributes(TagHelperOutput output, string? error)
    {
        var attributes = output.Attributes.ToDictionary(a => a.Name, a => (object?)a.Value, StringComparer.OrdinalIgnoreCase);
        attributes["class"] = $"{(Items is null ? "form-control" : "form-select")} {attributes.GetValueOrDefault("class")}".Trim();
        var described = string.Join(' ', new[] { Hint is null ? null : Id + "-hint", error is null ? null : Id + "-error" }.Where(i => i is not null));
        if (described.Length > 0)
        {
            attributes["aria-describedby"] = described;
        }

        if (error is not null)
        {
            attributes["aria-invalid"] = "true";
        }

        return attributes;
    }

    private TagBuilder LabelTag()
    {
        var label = html.GenerateLabel(ViewContext, For.ModelExplorer, For.Name, Label, new { @class = "form-label" });
        if (Optional)
        {
            var mark = new TagBuilder("span") { Attributes = { ["class"] = "optional" } };
            mark.InnerHtml.Append(text["Field.Optional"]);
            label.InnerHtml.AppendHtml(mark);
        }

        return label;
    }

    private TagBuilder Control(Dictionary<string, object?> attributes)
    {
        if (Items is not null)
        {
            return html.GenerateSelect(ViewContext, For.ModelExplorer, optionLabel: null, For.Name, Items, allowMultiple: false, attributes);
        }

        if (Rows > 0)
        {
            return html.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, Rows, columns: 40, attributes);
        }

        var type = Type ?? TypeOf(Nullable.GetUnderlyingType(For.Metadata.ModelType) ?? For.Metadata.ModelType);
        if (type == "password")
        {
            return html.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, value: null, attributes);
        }

        attributes["type"] = type;
        return html.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, FormatOf(type), attributes);
    }

    private static string TypeOf(Type type) =>
        type == typeof(DateOnly) ? "date" : type == typeof(TimeOnly) ? "time" : type == typeof(int) ? "number" : "text";

    /// <summary>Browsers want these written one way in every language.</summary>
    private static string? FormatOf(string type) => type switch { "date" => "{0:yyyy-MM-dd}", "time" => "{0:HH:mm}", _ => null };

    private void AppendLine(TagHelperOutput output, string? words, string classes, string suffix)
    {
        if (words is not null)
        {
            var line = new TagBuilder("p") { Attributes = { ["class"] = classes, ["id"] = Id + suffix } };
            line.InnerHtml.Append(words);
            output.Content.AppendHtml(line);
        }
    }
}
