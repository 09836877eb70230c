using System.Globalization;
using Learning.Courses;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Web.TagHelpers;

/// <summary>
/// `&lt;local-time utc="@row.At" /&gt;` or `&lt;local-time day="@row.DueOn" /&gt;`: an instant or a day as the district's clock and
/// calendar say it, in the reader's language. Writes nothing for null.
/// </summary>
[HtmlTargetElement("local-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LocalTimeTagHelper(SchoolCalendar calendar, IStringLocalizer<Text> text) : TagHelper
{
    public DateTime? Utc { get; set; }

    public DateOnly? Day { get; set; }

    /// <summary>For an instant: shows only its day.</summary>
    public bool DayOnly { get; set; }

    /// <summary>For an instant: shows only its time, with seconds. "Saved at 14:05:31".</summary>
    public bool TimeOnly { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Utc is { } utc)
        {
            var local = calendar.ToLocal(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
            var format = DayOnly ? "Format.Day" : TimeOnly ? "Format.Time" : "Format.DayAndTime";
            output.Attributes.SetAttribute("datetime", utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            output.Content.SetContent(local.ToString(text[format].Value, CultureInfo.CurrentUICulture));
        }
        else if (Day is { } day)
        {
            output.Attributes.SetAttribute("datetime", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            output.Content.SetContent(day.ToString(text["Format.Day"].Value, CultureInfo.CurrentUICulture));
        }
        else
        {
            output.SuppressOutput();
        }
    }
}
