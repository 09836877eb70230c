using System.Security.Claims;
using Learning.Web.Hosting;
using Learning.Web.Identity;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Connect;

/// <summary>The applications that a person has let in, each with a way to take it back.</summary>
[Authorize(Policy = Policies.Member)]
public sealed class ApplicationsController(OpenIdConsents consents, IStringLocalizer<Text> text) : Controller
{
    private string Subject => User.FindFirstValue(ClaimTypes.NameIdentifier)!;

    [HttpGet("/account/applications")]
    public async Task<IActionResult> List(CancellationToken ct) => View("~/Features/Connect/Applications.cshtml", await consents.ListAsync(Subject, ct));

    [HttpPost("/account/applications/withdraw")]
    public async Task<IActionResult> Withdraw(string? id, CancellationToken ct)
    {
        if (id is not null && await consents.WithdrawAsync(Subject, id, ct))
        {
            TempData["Message"] = text["Applications.Withdrawn"].Value;
        }

        return RedirectToAction(nameof(List));
    }
}
