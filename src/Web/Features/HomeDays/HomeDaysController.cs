using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.HomeDays;

/// <summary>When a floating member is at home: said by the member, or by who answers for the member.</summary>
[Authorize(Policy = Policies.Member)]
[Route("home-days")]
public sealed class HomeDaysController(CoursesDb db, HomeStays stays, SayHomeStay say, WithdrawHomeStay withdraw, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(new HomeDaysPanel("/home-days", await stays.RunAsync(db.Viewer.MemberId!.Value, ct)));

    [HttpPost("")]
    public Task<IActionResult> Say(HomeDaysForm form, CancellationToken ct) => SayAsync(db.Viewer.MemberId!.Value, form, "/home-days", ct);

    [HttpPost("{id:guid}/withdraw")]
    public Task<IActionResult> Withdraw(Guid id, CancellationToken ct) => WithdrawAsync(id, "/home-days", ct);

    [HttpPost("/branch/members/{member:guid}/home-days")]
    [Authorize(Policy = Policies.Secretary)]
    public Task<IActionResult> SayOfMember(Guid member, HomeDaysForm form, CancellationToken ct) =>
        SayAsync(new MemberId(member), form, $"/branch/members/{member}#home-days", ct);

    [HttpPost("/branch/members/{member:guid}/home-days/{id:guid}/withdraw")]
    [Authorize(Policy = Policies.Secretary)]
    public Task<IActionResult> WithdrawOfMember(Guid member, Guid id, CancellationToken ct) => WithdrawAsync(id, $"/branch/members/{member}#home-days", ct);

    private async Task<IActionResult> SayAsync(MemberId member, HomeDaysForm form, string page, CancellationToken ct)
    {
        var refusal = form is { From: { } from, To: { } to } ? (await say.RunAsync(member, from, to, ct)).Refusal : new Refusal("HomeStay.SayBoth");
        return Back(refusal, "HomeStay.Said", page);
    }

    private async Task<IActionResult> WithdrawAsync(Guid id, string page, CancellationToken ct) =>
        Back((await withdraw.RunAsync(id, ct)).Refusal, "HomeStay.TakenBack", page);

    private IActionResult Back(Refusal? refusal, string done, string page)
    {
        // What lies outside the viewer's sight is not there.
        if (refusal is { Code: "Organisation.NoSuchMember" or "HomeStay.NoSuchDays" })
        {
            return NotFound();
        }

        TempData["Error"] = refusal is null ? null : text[refusal.Code, refusal.Args].Value;
        TempData["Message"] = refusal is null ? text[done].Value : null;
        return LocalRedirect("~" + page);
    }
}

public sealed class HomeDaysForm
{
    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }
}

/// <param name="Path">Where the forms of the panel are sent.</param>
public sealed record HomeDaysPanel(string Path, HomeStaySheet Sheet);
