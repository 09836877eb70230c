using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Preferences;

/// <summary>How a reader wants pages to look. Kept in cookies: also before signing in, and on a shared machine for the machine.</summary>
[AllowAnonymous]
[Route("preferences")]
public sealed class PreferencesController : Controller
{
    [HttpPost("language")]
    public IActionResult Language(string? language, string? returnUrl)
    {
        if (Languages.All.Any(l => l.Name == language))
        {
            Remember(Languages.Cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language!)));
        }

        return BackTo(returnUrl);
    }

    [HttpPost("large-type")]
    public IActionResult LargeType(bool on, string? returnUrl)
    {
        Remember("large", on ? "1" : "0");
        return BackTo(returnUrl);
    }

    private void Remember(string cookie, string value) => Response.Cookies.Append(cookie, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = Request.IsHttps,
    });

    private LocalRedirectResult BackTo(string? returnUrl) => LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
}
