using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Web.TagHelpers;

/// <summary>
/// `&lt;if-policy name="Secretary"&gt;`: shows its content to those the policy lets in. Only a courtesy, so that nobody is shown a
/// door that is locked; the lock itself is on the action.
/// </summary>
public sealed class IfPolicyTagHelper(IAuthorizationService authorization) : TagHelper
{
    public string Name { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (!(await authorization.AuthorizeAsync(ViewContext.HttpContext.User, Name)).Succeeded)
        {
            output.SuppressOutput();
        }
    }
}
