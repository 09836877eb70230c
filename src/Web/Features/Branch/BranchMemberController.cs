using System.ComponentModel.DataAnnotations;
using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Quizzes;
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
public sealed class BranchMemberController(MemberDetail detail, MemberSittings sittings, AllBranches branches, SchoolCalendar calendar, IStringLocalizer<Text> text)
    : Controller
{
    private Viewer Viewer => HttpContext.RequestServices.GetRequiredService<CoursesDb>().Viewer;

    [HttpGet("")]
    public Task<IActionResult> Show(Guid id, CancellationToken ct) => PageAsync(id, new MemberForms(), ct);

    [HttpPost("visits")]
    public async Task<IActionResult> Visit(Guid id, [Bind(Prefix = "Visit")] VisitForm form, [FromServices] RecordHomeVisit recordHomeVisit, CancellationToken ct)
    {
        var refusal = ModelState.IsValid ? (await recordHomeVisit.RunAsync(form.ToInput(new MemberId(id)), ct)).Refusal : null;
        return await AnswerAsync(id, refusal, "Branch.VisitRecorded", "Visit.VisitedOn", () => PageAsync(id, new MemberForms { Visit = form }, ct));
    }

    [HttpPost("exemptions")]
    [Authorize(Policy = Policies.Organiser)]
    public async Task<IActionResult> Exempt(Guid id, [Bind(Prefix = "Exemption")] ExemptionForm form, [FromServices] GrantExemption grantExemption, CancellationToken ct)
    {
        var refusal = ModelState.IsValid ? (await grantExemption.RunAsync(form.ToInput(new MemberId(id)), ct)).Refusal : null;
        return await AnswerAsync(id, refusal, "Branch.ExemptionGranted", "Exemption.From", () => PageAsync(id, new MemberForms { Exemption = form }, ct));
    }

    [HttpPost("transfers")]
    public async Task<IActionResult> Send(Guid id, [Bind(Prefix = "Transfer")] TransferForm form, [FromServices] SendTransfer sendTransfer, CancellationToken ct)
    {
        var refusal = ModelState.IsValid ? (await sendTransfer.RunAsync(new MemberId(id), form.ToPath!, ct)).Refusal : null;
        return await AnswerAsync(id, refusal, "Branch.TransferSent", "Transfer.ToPath", () => PageAsync(id, new MemberForms { Transfer = form }, ct));
    }

    [HttpPost("allowances")]
    public async Task<IActionResult> Allow(Guid id, [Bind(Prefix = "Allowance")] AllowanceForm form, [FromServices] AllowSitting allowSitting, CancellationToken ct)
    {
        var refusal = ModelState.IsValid ? (await allowSitting.RunAsync(form.ToInput(new MemberId(id)), ct)).Refusal : null;
        return await AnswerAsync(id, refusal, "Branch.SittingAllowed", "Allowance.Minutes", () => PageAsync(id, new MemberForms { Allowance = form }, ct));
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

    private async Task<IActionResult> PageAsync(Guid id, MemberForms forms, CancellationToken ct)
    {
        var member = new MemberId(id);
        if ((await detail.RunAsync(member, ct)).Value is not { } card)
        {
            return NotFound();
        }

        var others = (await branches.RunAsync(ct)).Where(b => b.Path != card.BranchPath).ToList();
        return View("~/Features/Branch/Member.cshtml", new MemberPage(
            card, calendar.Today(), Viewer, others, await sittings.RunAsync(member, ct), forms.Filled(calendar)));
    }
}

public sealed class VisitForm
{
    [Required(ErrorMessage = "Form.Required")]
    public DateOnly? VisitedOn { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(HomeVisit.StudiedLength)]
    public string? Studied { get; set; }

    public Guid? AlongWith { get; set; }

    public VisitInput ToInput(MemberId member) => new(member, VisitedOn!.Value, Studied!, AlongWith is { } along ? new MemberId(along) : null);
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

public sealed class AllowanceForm
{
    /// <summary>Made with the form, so that the same form twice allows once.</summary>
    public Guid Id { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(60)]
    public string? Course { get; set; }

    public int Minutes { get; set; }

    public int Attempts { get; set; }

    public DateOnly? Day { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(40)]
    public string? Reason { get; set; }

    public AllowanceInput ToInput(MemberId member) => new(Id, member, Course!, Minutes, Attempts, Reason!, Day);
}

public sealed class TransferForm
{
    [Required(ErrorMessage = "Form.Required"), StringLength(200)]
    public string? ToPath { get; set; }
}

/// <summary>The forms of the page, each as it was sent, else null.</summary>
public sealed record MemberForms(VisitForm? Visit = null, ExemptionForm? Exemption = null, TransferForm? Transfer = null, AllowanceForm? Allowance = null)
{
    /// <summary>With a fresh form in place of each that was not sent.</summary>
    public MemberForms Filled(SchoolCalendar calendar) => new(
        Visit ?? new VisitForm { VisitedOn = calendar.Today() },
        Exemption ?? new ExemptionForm { From = calendar.Today() },
        Transfer ?? new TransferForm(),
        Allowance ?? new AllowanceForm { Id = RowId.At(calendar.UtcNow()) });
}

public sealed record MemberPage(
    MemberCard Member, DateOnly Today, Viewer Viewer, IReadOnlyList<BranchName> OtherBranches, IReadOnlyList<QuizSittings> Sittings, MemberForms Forms)
{
    public VisitForm Visit => Forms.Visit!;

    public ExemptionForm Exemption => Forms.Exemption!;

    public TransferForm Transfer => Forms.Transfer!;

    public AllowanceForm Allowance => Forms.Allowance!;

    public bool MayAllow => Member.MemberId != Viewer.MemberId;

    public bool MayExempt => MayAllow && Viewer.HoldsOver(Member.BranchPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser);
}
