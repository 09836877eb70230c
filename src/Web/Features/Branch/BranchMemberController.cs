using System.ComponentModel.DataAnnotations;
using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Branch;

/// <summary>One member as the branch knows the person, and what the branch may record about them.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("branch/members/{id:guid}")]
public sealed class BranchMemberController(MemberDetail detail, AllBranches branches, CoursesDb db, SchoolCalendar calendar, IStringLocalizer<Text> text)
    : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Show(Guid id, CancellationToken ct) => PageAsync(id, null, null, null, ct);

    [HttpPost("visits")]
    public async Task<IActionResult> Visit(Guid id, [Bind(Prefix = "Visit")] VisitForm form, [FromServices] RecordHomeVisit recordHomeVisit, CancellationToken ct)
    {
        var refusal = ModelState.IsValid ? (await recordHomeVisit.RunAsync(new MemberId(id), form.VisitedOn!.Value, null, ct)).Refusal : null;
        return await AnswerAsync(id, refusal, "Branch.VisitRecorded", "Visit.VisitedOn", () => PageAsync(id, form, null, null, ct));
    }

    [HttpPost("exemptions")]
    [Authorize(Policy = Policies.Organiser)]
    public async Task<IActionResult> Exempt(Guid id, [Bind(Prefix = "Exemption")] ExemptionForm form, [FromServices] GrantExemption grantExemption, CancellationToken ct)
    {
        var refusal = ModelState.IsValid ? (await grantExemption.RunAsync(form.ToInput(new MemberId(id)), ct)).Refusal : null;
        return await AnswerAsync(id, refusal, "Branch.ExemptionGranted", "Exemption.From", () => PageAsync(id, null, form, null, ct));
    }

    [HttpPost("transfers")]
    public async Task<IActionResult> Send(Guid id, [Bind(Prefix = "Transfer")] TransferForm form, [FromServices] SendTransfer sendTransfer, CancellationToken ct)
    {
        var refusal = ModelState.IsValid ? (await sendTransfer.RunAsync(new MemberId(id), form.ToPath!, ct)).Refusal : null;
        return await AnswerAsync(id, refusal, "Branch.TransferSent", "Transfer.ToPath", () => PageAsync(id, null, null, form, ct));
    }

    private async Task<IActionResult> AnswerAsync(Guid id, Refusal? refusal, string done, string field, Func<Task<IActionResult>> again)
    {
        if (refusal is { Code: "Organisation.NoSuchMember" })
        {
            return NotFound();
        }

        if (refusal is not null)
        {
            ModelState.AddModelError(field, text[refusal.Code, refusal.Args]);
        }

        if (!ModelState.IsValid)
        {
            return await again();
        }

        TempData["Message"] = text[done].Value;
        return Redirect($"/branch/members/{id}");
    }

    private async Task<IActionResult> PageAsync(Guid id, VisitForm? visit, ExemptionForm? exemption, TransferForm? transfer, CancellationToken ct)
    {
        var card = (await detail.RunAsync(new MemberId(id), ct)).Value;
        if (card is null)
        {
            return NotFound();
        }

        var today = calendar.Today();
        var others = (await branches.RunAsync(ct)).Where(b => b.Path != card.BranchPath).ToList();
        var mayExempt = card.MemberId != db.Viewer.MemberId
            && db.Viewer.HoldsOver(card.BranchPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser);
        return View("~/Features/Branch/Member.cshtml", new MemberPage(
            card, today, mayExempt, others, visit ?? new VisitForm { VisitedOn = today }, exemption ?? new ExemptionForm { From = today }, transfer ?? new TransferForm()));
    }
}

public sealed class VisitForm
{
    [Required(ErrorMessage = "Form.Required")]
    public DateOnly? VisitedOn { get; set; }
}

public sealed class ExemptionForm
{
    [Required(ErrorMessage = "Form.Required")]
    public ExemptionKind? Kind { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(40)]
    public string? Reason { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public ExemptionInput ToInput(MemberId member) => new(member, Kind!.Value, Reason!, From!.Value, To);
}

public sealed class TransferForm
{
    [Required(ErrorMessage = "Form.Required"), StringLength(200)]
    public string? ToPath { get; set; }
}

public sealed record MemberPage(
    MemberCard Member,
    DateOnly Today,
    bool MayExempt,
    IReadOnlyList<BranchName> OtherBranches,
    VisitForm Visit,
    ExemptionForm Exemption,
    TransferForm Transfer);
