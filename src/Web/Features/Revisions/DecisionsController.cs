using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Quizzes.Revisions;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Revisions;

/// <summary>One revision: what it would change, the decision of a second person, and what it has changed.</summary>
[Authorize(Policy = Policies.Author)]
[Route("authoring/{course}/revisions/{id:guid}")]
public sealed class DecisionsController(
    ContentFolder content, RevisionList revisions, ReviseQuestion revise, DecideRevision decide, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Show(string course, Guid id, CancellationToken ct) => PageAsync(course, id, null, ct);

    [HttpPost("apply")]
    public async Task<IActionResult> Apply(string course, Guid id, [FromServices] CarryOutNow carryOut, CancellationToken ct)
    {
        if ((await decide.RunAsync(id, applies: true, ct)).Refusal is { } refusal)
        {
            return await PageAsync(course, id, refusal, ct);
        }

        await carryOut.RunAsync();
        TempData["Message"] = text["Revision.InForce"].Value;
        return Redirect($"/authoring/{course}/revisions/{id}");
    }

    [HttpPost("decline")]
    public async Task<IActionResult> Decline(string course, Guid id, CancellationToken ct)
    {
        if ((await decide.RunAsync(id, applies: false, ct)).Refusal is { } refusal)
        {
            return await PageAsync(course, id, refusal, ct);
        }

        TempData["Message"] = text["Revision.WasDeclined"].Value;
        return Redirect($"/authoring/{course}/revisions/{id}");
    }

    private async Task<IActionResult> PageAsync(string course, Guid id, Refusal? refusal, CancellationToken ct)
    {
        if (content.Current.FindCourse(course) is not { } found || await revisions.OneAsync(course, id, ct) is not { } detail)
        {
            return NotFound();
        }

        Response.StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        var plan = detail.Row.State == RevisionState.Proposed ? (await revise.PlanAsync(detail.Input, ct)).Value : null;
        return View("~/Features/Revisions/Show.cshtml", new RevisionPage(found, detail, plan, refusal));
    }
}
