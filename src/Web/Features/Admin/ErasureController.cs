using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Records;
using Learning.Web.Hosting;
using Learning.Web.Identity;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Admin;

/// <summary>A member who has left, or died, is erased on a written request. Shows first what goes and what stays.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route("admin/erase/{member:guid}")]
public sealed class ErasureController(EraseMember erase, EndMembership endMembership, OwnAccount account, IStringLocalizer<Text> text) : Controller
{
    private const string Page = "~/Features/Admin/Erase.cshtml";

    [HttpGet("")]
    public async Task<IActionResult> Show(Guid member, CancellationToken ct) => await ShowAsync(member, new ErasureForm(), ct);

    [HttpPost("end-membership")]
    public async Task<IActionResult> End(Guid member, DateOnly? lastDay, CancellationToken ct)
    {
        var outcome = lastDay is { } day ? await endMembership.RunAsync(new MemberId(member), day, ct) : new Refusal("Form.Required");
        TempData["Error"] = outcome.Refusal is { } refusal ? text[refusal.Code, refusal.Args].Value : null;
        TempData["Message"] = outcome.Value is null ? null : text["Erasure.MembershipEnded"].Value;
        return RedirectToAction(nameof(Show), new { member });
    }

    [HttpPost("")]
    public async Task<IActionResult> Erase(Guid member, [Bind(Prefix = "Erasure")] ErasureForm form, CancellationToken ct)
    {
        var id = new MemberId(member);
        if (form is not { Because: { } because, RequestedOn: { } requested })
        {
            ModelState.AddModelError("", text["Erasure.SayWhy"]);
            return await ShowAsync(member, form, ct);
        }

        var outcome = await erase.RunAsync(new ErasureInput(id, because, requested, form.DiedOn, form.TypedName ?? ""), ct);
        switch (outcome.Refusal)
        {
            case { Code: "Accounts.NotYours" }:
                return NotFound();
            case { } refusal:
                ModelState.AddModelError(refusal.Code switch { "Erasure.NameDiffers" => "Erasure.TypedName", "Erasure.DayWrong" => "Erasure.RequestedOn", "Erasure.SayWhenDied" => "Erasure.DiedOn", _ => "" }, text[refusal.Code, refusal.Args]);
                return await ShowAsync(member, form, ct);
            default:
                // After the facts, which may refuse. If we stop here, the same page still destroys the account: an erasure done before is given back.
                await account.DestroyAsync(id, ct);
                TempData["Message"] = text["Erasure.Done"].Value;
                return RedirectToAction(nameof(Show), new { member });
        }
    }

    private async Task<IActionResult> ShowAsync(Guid member, ErasureForm form, CancellationToken ct)
    {
        var id = new MemberId(member);
        var plan = await erase.PlanAsync(id, ct);
        return plan.Value is { } planned ? View(Page, new ErasurePage(planned, await account.ReadAsync(id, ct) is not null, form)) : NotFound();
    }
}

public sealed class ErasureForm
{
    public ErasedBecause? Because { get; set; }

    public DateOnly? RequestedOn { get; set; }

    public DateOnly? DiedOn { get; set; }

    public string? TypedName { get; set; }
}

/// <param name="HasAccount">Also after an erasure that was stopped in the middle.</param>
public sealed record ErasurePage(ErasurePlan Plan, bool HasAccount, ErasureForm Erasure);
