using Learning.Courses.Questions.Exchange;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Bank;

/// <summary>Turns a file away that is too large before a byte of it is read, with a sentence instead of a broken connection.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UploadLimitAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>A form around the file, with room to spare.</summary>
    public const int LargestForm = ForeignFile.LargestBytes + (256 * 1024);

    /// <summary>Before the token is looked for, which reads the form.</summary>
    public int Order => -1000;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.HttpContext;
        if (http.Request.ContentLength is not > LargestForm)
        {
            return;
        }

        var refusal = ForeignFile.TooLarge();
        var text = http.RequestServices.GetRequiredService<IStringLocalizer<Text>>();
        var notes = http.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
        notes["Error"] = text[refusal.Code, refusal.Args].Value;
        notes.Save();
        context.Result = new RedirectResult($"/authoring/{context.RouteData.Values["course"]}/bank");
    }
}
