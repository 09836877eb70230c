using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Coverage;

/// <summary>Who is covered, from the district down to the names, on any day and as known at any instant.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("coverage")]
public sealed class CoverageController(CoursesDb db, CoverageQuery coverage, RequirementsOf requirements, SchoolCalendar calendar, IStringLocalizer<Text> text)
    : Controller
{
    private const string Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Both figures of the year side by side, for every unit that answers to the viewer.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var units = new List<UnitFigures>();
        foreach (var path in db.Viewer.Paths.Where(p => !db.Viewer.Paths.Any(other => other != p && Unit.IsWithin(p, other))))
        {
            units.Add(await FiguresAsync(path, ct));
        }

        return View(units);
    }

    [HttpGet("{requirement}/{**unit}")]
    public async Task<IActionResult> Show(string requirement, string unit, CoverageAsOf asOf, CancellationToken ct)
    {
        if (asOf.IsUnreadable)
        {
            ModelState.AddModelError("", text["Coverage.Unreadable"]);
        }

        var outcome = await AskAsync(requirement, unit, asOf, ct, withEvidence: true);
        if (outcome.Refusal?.Code == "Coverage.NotKnownYet")
        {
            ModelState.AddModelError("", text[outcome.Refusal.Code]);
            asOf.Known = null;
            outcome = await AskAsync(requirement, unit, asOf, ct, withEvidence: true);
        }

        return outcome.Value is { } answer ? View(new CoveragePage(answer, asOf, db.Viewer)) : NotFound();
    }

    [HttpGet("export/{requirement}/{**unit}")]
    public async Task<IActionResult> Export(
        string requirement, string unit, CoverageAsOf asOf, [FromServices] ExportCoverage export, CancellationToken ct)
    {
        var outcome = await export.RunAsync(Question(requirement, unit, asOf), text.Export(), ct);
        var name = $"{requirement}-{unit.Replace('/', '-')}-{asOf.DayOr(calendar.Today()):yyyy-MM-dd}.xlsx";
        return outcome.Value is { } file ? File(file, Spreadsheet, name) : NotFound();
    }

    private async Task<UnitFigures> FiguresAsync(string path, CancellationToken ct)
    {
        var today = calendar.Today();
        var bound = await requirements.RunAsync(path, ct);
        var figures = new List<CoverageAnswer>();
        foreach (var requirement in bound.Where(r => r.From <= today && today <= r.DueOn))
        {
            // The question cannot be refused: the unit is the viewer's and the requirement binds it.
            figures.Add((await AskAsync(requirement.Key, path, new CoverageAsOf(), ct)).Value!);
        }

        return new UnitFigures(path, figures, [.. bound.Where(r => r.DueOn < today)]);
    }

    private Task<Outcome<CoverageAnswer>> AskAsync(string requirement, string unit, CoverageAsOf asOf, CancellationToken ct, bool withEvidence = false) =>
        coverage.RunAsync(Question(requirement, unit, asOf) with { WithEvidence = withEvidence }, ct);

    private CoverageQuestion Question(string requirement, string unit, CoverageAsOf asOf) =>
        new(requirement, unit.TrimEnd('/'), asOf.DayOr(calendar.Today()), asOf.KnownAt(calendar));
}

/// <param name="Past">Requirements whose period is over.</param>
public sealed record UnitFigures(string Path, IReadOnlyList<CoverageAnswer> Running, IReadOnlyList<Learning.Courses.Plans.Requirement> Past);

public sealed record CoveragePage(CoverageAnswer Answer, CoverageAsOf AsOf, Viewer Viewer)
{
    public bool IsBranch => Answer.Unit.Kind == UnitKind.Branch;

    public bool HasForecast => !Answer.Requirement.Kind.IsPersonal() && Answer.Total.Required > 0 && string.IsNullOrEmpty(AsOf.Day) && string.IsNullOrEmpty(AsOf.Known);

    public IEnumerable<CoveredMember> Names => Answer.Names
        .Where(n => (AsOf.Box is not { } box || n.Standing.Box == box) && (AsOf.Rests is not { } rests || n.Standing.Class == rests));

    public string Here => Path(Answer.Unit.Path);

    public string ExportPath => $"/coverage/export/{Answer.Requirement.Key}/{Answer.Unit.Path}";

    public bool Covers(UnitHead unit) => Viewer.Covers(unit.Path) && Unit.IsWithin(unit.Path, Answer.Requirement.UnitPath);

    public string Path(string unit) => $"/coverage/{Answer.Requirement.Key}/{unit}";
}
