using Learning.Courses.Notices;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Replan;

/// <summary>Fits a rotation to what has changed: first the difference, then the deed. The plan is quick, because most places are kept.</summary>
[Authorize(Policy = Policies.Organiser)]
[Route("training/rotations/{id:guid}/replan")]
public sealed class ReplanController(ReplanRotation replan, TellPlaces tell, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var outcome = await replan.PlanAsync(id, ct);
        return outcome.Value is { } plan ? View("Show", plan) : Refused(id, outcome.Refusal!);
    }

    [HttpPost("")]
    public async Task<IActionResult> Apply(Guid id, string fingerprint, CancellationToken ct)
    {
        var outcome = await replan.RunAsync(id, fingerprint ?? "", ct);
        if (outcome.Value is not { } plan)
        {
            return Refused(id, outcome.Refusal!);
        }

        var told = await tell.RunAsync(plan, ct);
        TempData["Message"] = text["Replan.Done", plan.Change.Moved.Count, plan.Change.Joined.Count, plan.Change.Lost.Count, told].Value;
        return Redirect($"/training/rotations/{id}");
    }

    private IActionResult Refused(Guid id, Learning.Courses.Refusal refusal)
    {
        if (refusal.Code == "Rotation.NotYourUnit")
        {
            return NotFound();
        }

        TempData["Error"] = text[refusal.Code, refusal.Args].Value;
        return Redirect(refusal.Code == "Rotation.RosterChanged" ? $"/training/rotations/{id}/replan" : $"/training/rotations/{id}");
    }
}
