using System.Buffers.Text;
using System.Text;
using Learning.Courses;
using Learning.Web.Hosting;
using Learning.Web.Identity;
using Learning.Web.Resources;
using Learning.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Admin;

/// <summary>Who of the roster can sign in: accounts are made, handed over by a link, locked and unlocked.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route("admin/accounts")]
public sealed class AccountsController(MemberAccounts accounts, OpenIdConsents consents, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> List(string? q, int page, CancellationToken ct)
    {
        page = Math.Max(1, page);
        var (rows, total) = await accounts.SearchAsync(q, page, ct);
        return View("~/Features/Admin/Accounts.cshtml", new AccountsPage(q, rows, new Pager(page, MemberAccounts.PageSize, total)));
    }

    // Shown at once and not after a redirect: the link must not lie in a cookie or an address on the way.
    [HttpPost("{member:guid}/invite")]
    public async Task<IActionResult> Invite(Guid member, CancellationToken ct)
    {
        var outcome = await accounts.InviteAsync(new MemberId(member), ct);
        if (outcome.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        var link = outcome.Value!;
        var token = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(link.Token));
        var address = $"{Request.Scheme}://{Request.Host}{Request.PathBase}/account/set-password?account={link.Account}&token={token}";
        return View("~/Features/Admin/Link.cshtml", new LinkPage(link.Name, link.Number, address, SignInSetup.LinkLifetime.TotalDays));
    }

    [HttpPost("{member:guid}/lock")]
    public async Task<IActionResult> Lock(Guid member, bool locked, string? q, CancellationToken ct)
    {
        if (await accounts.LockAsync(new MemberId(member), locked, consents, ct) is { } refusal)
        {
            return Refused(refusal);
        }

        TempData["Message"] = text[locked ? "Accounts.LockedNow" : "Accounts.UnlockedNow"].Value;
        return RedirectToAction(nameof(List), new { q });
    }

    private IActionResult Refused(Refusal refusal)
    {
        if (refusal.Code == "Accounts.NotYours")
        {
            return NotFound();
        }

        TempData["Error"] = text[refusal.Code, refusal.Args].Value;
        return RedirectToAction(nameof(List));
    }
}

public sealed record AccountsPage(string? Words, IReadOnlyList<AccountRow> Rows, Pager Pager);

public sealed record LinkPage(string Name, string Number, string Address, double Days);
