using Learning.Web.Hosting;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Connect;

/// <summary>Signing out at the wish of an application. The person is asked: any page on the web can send a browser here.</summary>
[AllowAnonymous]
public sealed class LogoutController(SignInManager<Identity.Account> signIn) : Controller
{
    [HttpGet("/connect/logout"), HttpPost("/connect/logout")]
    [IgnoreAntiforgeryToken]
    public IActionResult Ask()
    {
        if (User.Identity?.IsAuthenticated != true)
        {
            return Leave();
        }

        if (HttpContext.GetOpenIddictServerRequest()?.PostLogoutRedirectUri is { Length: > 0 } target)
        {
            Response.AllowFormTo(new Uri(target));
        }

        return View("~/Features/Connect/Logout.cshtml", Request.Sent());
    }

    [HttpPost("/connect/logout"), Answers(Protocol.Decision)]
    public async Task<IActionResult> Confirm()
    {
        await signIn.SignOutAsync();
        return Leave();
    }

    private SignOutResult Leave() =>
        SignOut(new AuthenticationProperties { RedirectUri = "/sign-in" }, Protocol.Scheme);
}
