using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Visits;

/// <summary>Home visits that wait for somebody's word, and those paid to the person who asks.</summary>
[Authorize(Policy = Policies.Member)]
[Route("visits")]
public sealed class VisitsController(VisitsToConfirm toConfirm, MyVisits mine, AnswerHomeVisit answer, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(new VisitsPage(await toConfirm.RunAsync(ct), await mine.RunAsync(ct)));

    [HttpPost("{id:guid}/confirm")]
    public Task<IActionResult> Confirm(Guid id, CancellationToken ct) => AnswerAsync(id, wasSo: true, "/visits", ct);

    [HttpPost("{id:guid}/deny")]
    public Task<IActionResult> Deny(Guid id, CancellationToken ct) => AnswerAsync(id, wasSo: false, "/visits", ct);

    /// <summary>The same from the page of the member, for those who answer for them.</summary>
    [HttpPost("/branch/members/{member:guid}/visits/{id:guid}/confirm")]
    [Authorize(Policy = Policies.Secretary)]
    public Task<IActionResult> ConfirmOfMember(Guid member, Guid id, CancellationToken ct) => AnswerAsync(id, wasSo: true, $"/branch/members/{member}#visits", ct);

    [HttpPost("/branch/members/{member:guid}/visits/{id:guid}/withdraw")]
    [Authorize(Policy = Policies.Secretary)]
    public async Task<IActionResult> Withdraw(Guid member, Guid id, [FromServices] WithdrawHomeVisit withdraw, CancellationToken ct) =>
        Back((await withdraw.RunAsync(id, ct)).Refusal, "HomeVisit.TakenBack", $"/branch/members/{member}#visits");

    private async Task<IActionResult> AnswerAsync(Guid id, bool wasSo, string page, CancellationToken ct) =>
        Back(await answer.RunAsync(id, wasSo, ct), wasSo ? "HomeVisit.Confirmed" : "HomeVisit.Denied", page);

    private IActionResult Back(Refusal? refusal, string done, string page)
    {
        if (refusal is { Code: "HomeVisit.NoSuchVisit" })
        {
            return NotFound();
        }

        if (refusal is null)
        {
            TempData["Message"] = text[done].Value;
        }
        else
        {
            TempData["Error"] = text[refusal.Code, refusal.Args].Value;
        }

        return LocalRedirect("~" + page);
    }
}

public sealed record VisitsPage(IReadOnlyList<VisitToConfirm> ToConfirm, IReadOnlyList<VisitLine> Mine);
