using Learning.Courses.Training;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.ClassCode;

/// <summary>The page that hangs on the wall of the class room.</summary>
[Authorize(Policy = Policies.Organiser)]
public sealed class ClassCodeController(ShownCode shownCode, CohortDetail detail) : Controller
{
    [HttpGet("/training/cohorts/{id:guid}/sessions/{number:int}/code")]
    public async Task<IActionResult> Wall(Guid id, int number, CancellationToken ct)
    {
        var cohort = await detail.RunAsync(id, ct);
        if (cohort is not { IsOurs: true } || cohort.Sessions.FirstOrDefault(s => s.Number == number) is not { } session)
        {
            return NotFound();
        }

        var page = new WallPage(cohort, session, (await shownCode.RunAsync(id, number, ct)).Value);
        return Request.Headers.ContainsKey("HX-Request") ? PartialView("_Wall", page) : View("Wall", page);
    }
}

/// <param name="Code">Null while no code is taken: too early, or the session is over.</param>
public sealed record WallPage(CohortPage Cohort, SessionRow Session, CodeOnTheWall? Code)
{
    /// <summary>Seconds until the next code.</summary>
    public int Left => Code is null ? 0 : Math.Max(1, (int)Math.Ceiling((Code.ChangesAt - Code.Now).TotalSeconds));
}
