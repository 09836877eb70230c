using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Coverage.Forecast;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Forecast;

/// <summary>Where coverage is heading, and which classes would close its gaps.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("forecast")]
public sealed class ForecastController(CoursesDb db, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("{requirement}/{**unit}")]
    public async Task<IActionResult> Show(string requirement, string unit, [FromServices] ForecastCoverage forecast, CancellationToken ct)
    {
        var outcome = await forecast.RunAsync(requirement, unit.TrimEnd('/'), ct);
        return outcome.Value is { } answer ? View(new ForecastPage(answer, db.Viewer)) : Refused(outcome.Refusal!, $"/coverage/{requirement}/{unit}");
    }

    [HttpGet("classes/{requirement}/{**unit}")]
    public async Task<IActionResult> Classes(string requirement, string unit, [FromServices] ProposeClasses propose, CancellationToken ct)
    {
        var path = unit.TrimEnd('/');
        var outcome = await propose.RunAsync(requirement, path, ct);
        if (outcome.Value is not { } answer)
        {
            return Refused(outcome.Refusal!, $"/forecast/{requirement}/{unit}");
        }

        var below = path + "/";
        var names = await db.Units.AsNoTracking().Where(u => u.Path == path || u.Path.StartsWith(below)).ToDictionaryAsync(u => u.Path, u => u.Name, ct);
        return View(new ClassesPage(answer, names, db.Viewer.HoldsOver(path, PostKind.TownOrganiser, PostKind.DistrictOrganiser)));
    }

    /// <summary>What cannot be forecast is said in a sentence; what is not the viewer's, or not there, is not found.</summary>
    private IActionResult Refused(Refusal refusal, string back) => refusal.Code.StartsWith("Forecast.", StringComparison.Ordinal)
        ? View("Refused", (text[refusal.Code, refusal.Args].Value, back))
        : NotFound();
}

public sealed record ForecastPage(CoverageForecast Forecast, Viewer Viewer)
{
    public bool IsBranch => Forecast.Unit.Unit.Kind == UnitKind.Branch;

    public bool HasClasses => Forecast.Requirement.Kind == RequirementKind.RotatingTraining && !Forecast.Unit.IsOver && Forecast.Unit.MissingNow > 0;

    public string ToClasses => $"/forecast/classes/{Forecast.Requirement.Key}/{Forecast.Unit.Unit.Path}";

    public bool Covers(UnitHead unit) => Viewer.Covers(unit.Path) && Unit.IsWithin(unit.Path, Forecast.Requirement.UnitPath);

    public string To(UnitHead unit) => $"/forecast/{Forecast.Requirement.Key}/{unit.Path}";

    /// <summary>The page on which those still missing stand with their names, or the units in which they are.</summary>
    public string ToNames(UnitHead unit) => $"/coverage/{Forecast.Requirement.Key}/{unit.Path}";
}

/// <param name="UnitNames">By path: the unit's and those below it.</param>
/// <param name="MayPlan">Whether the viewer plans classes for the unit, or asks somebody who does.</param>
public sealed record ClassesPage(ProposedClasses Proposed, IReadOnlyDictionary<string, string> UnitNames, bool MayPlan)
{
    public string ToForecast => $"/forecast/{Proposed.Requirement.Key}/{Proposed.Unit.Path}";
}
