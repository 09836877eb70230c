using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Reports;

/// <summary>Reporting upward: who has, on time or late, and the report of one's own unit, with the numbers before the deed.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("reports")]
public sealed class ReportsController(CoursesDb db, ReportList list, SubmitReport submit, SchoolCalendar calendar, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(ReportForm form, [FromServices] RequirementsOf requirementsOf, CancellationToken ct)
    {
        if (form.Day is { Length: > 0 } && form.ParsedDay is null)
        {
            ModelState.AddModelError("", text["Report.BadDay"]);
        }

        form.Unit ??= db.Viewer.Paths.MinBy(p => p.Length) ?? "";
        if (!db.Viewer.Covers(form.Unit))
        {
            return NotFound();
        }

        // Where each member has a period of their own there is no day of which a unit could report.
        var requirements = (await requirementsOf.RunAsync(form.Unit, ct)).FindAll(r => !r.Kind.IsPersonal());
        form.Requirement ??= (requirements.Find(r => r.From <= calendar.Today()) ?? requirements.FirstOrDefault())?.Key;
        var outcome = form.Requirement is null ? default : await list.RunAsync(form.Requirement, form.Unit, form.ParsedDay, ct);
        var paths = db.Viewer.Paths.Append(form.Unit).ToList();
        var units = await db.Units.AsNoTracking().Where(u => paths.Contains(u.Path)).OrderBy(u => u.Path).Select(u => new UnitHead(u.UnitId, u.Path, u.Name, u.Kind)).ToListAsync(ct);
        return outcome.Refusal is null
            ? View(new ReportsPage(form, units, requirements, outcome.Value, SubmitReport.IsFor(db.Viewer, form.Unit), db.Viewer))
            : NotFound();
    }

    /// <summary>The numbers first.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(ReportForm form, CancellationToken ct)
    {
        if (form is not { Requirement: { } requirement, Unit: { } unit, ParsedDay: { } day })
        {
            return NotFound();
        }

        var plan = await submit.PlanAsync(requirement, unit, day, ct);
        return plan switch
        {
            { Value.Earlier: { } earlier } => Redirect($"/reports/{earlier.Id}"),
            { Value.Answer: { } answer } => View(new NewReportPage(form, answer, (await list.RunAsync(requirement, unit, day, ct)).Value, null)),
            _ => Refused(form, plan.Refusal!),
        };
    }

    [HttpPost("")]
    public async Task<IActionResult> Submit(ReportForm form, CancellationToken ct)
    {
        if (form is not { Requirement: { } requirement, Unit: { } unit, ParsedDay: { } day })
        {
            return BadRequest();
        }

        var asked = calendar.UtcNow();
        var outcome = await submit.RunAsync(requirement, unit, day, ct);
        if (outcome.Value is not { } report)
        {
            return Refused(form, outcome.Refusal!);
        }

        TempData["Message"] = text[report.RecordedAt < asked ? "Report.StoodAlready" : "Report.Submitted"].Value;
        return Redirect($"/reports/{report.Id}");
    }

    [HttpPost("calls")]
    public async Task<IActionResult> Call(ReportForm form, [FromServices] CallForReports call, CancellationToken ct)
    {
        if (form is not { Requirement: { } requirement, Unit: { } unit, ParsedDay: { } day })
        {
            return BadRequest();
        }

        if (form.ParsedDueOn is not { } dueOn)
        {
            TempData["Error"] = text["Report.BadDay"].Value;
            return LocalRedirect("~" + form.Address("/reports"));
        }

        var outcome = await call.RunAsync(requirement, unit, day, dueOn, ct);
        if (outcome.Refusal is { } refusal)
        {
            return Refused(form, refusal);
        }

        TempData["Message"] = text["Report.Called", outcome.Value!.DueOn.ToString(text["Format.Day"].Value)].Value;
        return LocalRedirect("~" + form.Address("/reports"));
    }

    /// <summary>What does not answer to the viewer is not there; everything else is told where the viewer came from.</summary>
    private IActionResult Refused(ReportForm form, Refusal refusal)
    {
        if (refusal.Code.StartsWith("Coverage.", StringComparison.Ordinal))
        {
            return NotFound();
        }

        TempData["Error"] = text[refusal.Code, refusal.Args].Value;
        return LocalRedirect("~" + form.Address("/reports"));
    }
}
