using System.Globalization;
using Learning.Courses.Catalogue;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Web.TagHelpers;

/// <summary>
/// `&lt;course-title key="party-history" /&gt;`: the title in the reader's language where there is one, marked with the language it is
/// in. A course that has been taken away since keeps its key as its name.
/// </summary>
[HtmlTargetElement("course-title", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CourseTitleTagHelper(ContentFolder content) : TagHelper
{
    public string Key { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var about = content.Current.FindCourse(Key)?.In(CultureInfo.CurrentUICulture.Name);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (about is not null)
        {
            output.Attributes.SetAttribute("lang", about.Language);
        }

        output.Content.SetContent(about?.Title ?? Key);
    }
}
