using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Coverage.Statistics;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Learning.Web.Features.Coverage;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Statistics;

/// <summary>The yearly statistics sheet 党员培训情况: filled by the system, every number opening to what it was counted from.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("statistics")]
public sealed class StatisticsController(CoursesDb db, FillStatistics fill, SchoolCalendar calendar, IStringLocalizer<Text> text) : Controller
{
    private const string Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [HttpGet("{year:int}/{**unit}")]
    public async Task<IActionResult> Show(int year, string unit, CoverageAsOf asOf, [FromServices] RequirementsOf requirements, CancellationToken ct)
    {
        var outcome = await AskAsync(year, unit, asOf, ct);
        if (outcome.Refusal is { Code: "Statistics.NoRules" } without)
        {
            return View("NoRules", without);
        }

        if (outcome.Value is not { } sheet)
        {
            return NotFound();
        }

        var bound = await requirements.RunAsync(sheet.Unit.Path, ct);
        var years = bound.Where(r => r.Kind == RequirementKind.RegularEducation && r.From <= calendar.Today()).Select(r => r.From.Year).Distinct().ToList();
        return View(new StatisticsPage(sheet, asOf, db.Viewer, text.Export()) { Years = years, Setting = await SettingAsync(sheet, ct) });
    }

    /// <summary>The attendances behind one number.</summary>
    [HttpGet("list/{year:int}/{row}/{**unit}")]
    public async Task<IActionResult> List(int year, string row, string unit, CoverageAsOf asOf, int page, [FromServices] StatisticsList list, CancellationToken ct)
    {
        var outcome = await AskAsync(year, unit, asOf, ct);
        if (outcome.Value is not { } sheet || sheet.Rules.Rows.FirstOrDefault(r => r.Key == row) is not { } rule)
        {
            return NotFound();
        }

        var lines = sheet.LinesOf(rule).ToList();
        var at = Math.Clamp(page, 1, Math.Max(1, (lines.Count + AttendancesPage.Size - 1) / AttendancesPage.Size));
        var shown = await list.RunAsync(sheet, lines.GetRange((at - 1) * AttendancesPage.Size, Math.Min(AttendancesPage.Size, lines.Count - ((at - 1) * AttendancesPage.Size))), ct);
        return View(new AttendancesPage(new StatisticsPage(sheet, asOf, db.Viewer, text.Export()), rule, new AttendanceCount(lines.Count, lines.Select(l => l.MemberId).Distinct().Count()), shown, at));
    }

    /// <summary>The branches behind one number.</summary>
    [HttpGet("branches/{year:int}/{standard}/{**unit}")]
    public async Task<IActionResult> Branches(int year, string standard, string unit, CoverageAsOf asOf, CancellationToken ct)
    {
        var outcome = await AskAsync(year, unit, asOf, ct);
        return outcome.Value is { } sheet && sheet.Rules.Standards.FirstOrDefault(s => s.Key == standard) is { } rule
            ? View(new BranchesPage(new StatisticsPage(sheet, asOf, db.Viewer, text.Export()), rule, [.. sheet.BranchesOf(rule)]))
            : NotFound();
    }

    [HttpGet("export/{year:int}/{**unit}")]
    public async Task<IActionResult> Export(int year, string unit, CoverageAsOf asOf, [FromServices] ExportStatistics export, CancellationToken ct)
    {
        var outcome = await export.RunAsync(Question(year, unit, asOf), text.Export(), ct);
        return outcome.Value is { } file ? File(file, Spreadsheet, $"statistics-{year}-{unit.Replace('/', '-')}-{asOf.DayOr(calendar.Today()):yyyy-MM-dd}.xlsx") : NotFound();
    }

    /// <summary>What a branch is a branch of: two rows of the sheet depend on it.</summary>
    [HttpPost("settings")]
    [Authorize(Policy = Policies.Organiser)]
    public async Task<IActionResult> Describe(SettingForm form, [FromServices] DescribeBranch describe, CancellationToken ct)
    {
        if (form is not { Unit: { } unit, Kind: { } kind } || !Enum.IsDefined(kind))
        {
            return BadRequest();
        }

        var outcome = await describe.RunAsync(unit, kind, form.DayOr(calendar.Today()), ct);
        if (outcome.Refusal is { Code: "Organisation.NoSuchBranch" })
        {
            return NotFound();
        }

        TempData[outcome.Refusal is null ? "Message" : "Error"] = outcome.Refusal is { } refusal ? text[refusal.Code, refusal.Args].Value : text["BranchSetting.Saved"].Value;
        return LocalRedirect($"~/statistics/{calendar.Today().Year}/{unit}");
    }

    /// <summary>What cannot be read, or cannot be known yet, is said, and the question asked for today as known now.</summary>
    private async Task<Outcome<StatisticsSheet>> AskAsync(int year, string unit, CoverageAsOf asOf, CancellationToken ct)
    {
        if (asOf.IsUnreadable)
        {
            ModelState.AddModelError("", text["Coverage.Unreadable"]);
        }

        var outcome = await fill.RunAsync(Question(year, unit, asOf), ct);
        if (outcome.Refusal is { Code: "Coverage.NotKnownYet" or "Statistics.BeforeYear" } refusal)
        {
            ModelState.AddModelError("", text[refusal.Code, refusal.Args]);
            (asOf.Known, asOf.Day) = (null, null);
            return await fill.RunAsync(Question(year, unit, asOf), ct);
        }

        return outcome;
    }

    private StatisticsQuestion Question(int year, string unit, CoverageAsOf asOf) =>
        new(year, unit.TrimEnd('/'), asOf.DayOr(calendar.Today()), asOf.KnownAt(calendar));

    private async Task<BranchSetting?> SettingAsync(StatisticsSheet sheet, CancellationToken ct) => sheet.Unit.Kind == UnitKind.Branch
        ? BranchSetting.On(calendar.Today(), await db.BranchSettings.AsNoTracking().Where(s => s.UnitPath == sheet.Unit.Path).ToListAsync(ct))
        : null;
}
