using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Ledger.Witnesses;
using Learning.Web.Features.Coverage;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.FrozenReport;

/// <summary>One report as it was frozen, down to the names, and what has become known since.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("reports/{id:guid}")]
public sealed class FrozenReportController(ReportRead read, AmendReport amend, ExportReport export, FindWitnesses findWitnesses, IStringLocalizer<Text> text) : Controller
{
    private const string Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [HttpGet("")]
    public Task<IActionResult> Show(Guid id, Box? box, int page, CancellationToken ct) => SheetAsync(id, null, box, page, ct);

    [HttpGet("units/{**unit}")]
    public Task<IActionResult> Part(Guid id, string unit, Box? box, int page, CancellationToken ct) => SheetAsync(id, unit.TrimEnd('/'), box, page, ct);

    /// <summary>Computed anew at each question, and for a district that takes a moment: so it has an address of its own, and the page asks for it.</summary>
    [HttpGet("since")]
    public async Task<IActionResult> Since(Guid id, int page, CancellationToken ct)
    {
        var outcome = await amend.RunAsync(id, ct);
        if (outcome.Value is not { } amendment)
        {
            return Refused(outcome.Refusal!);
        }

        var model = new SincePage(amendment, Math.Max(1, page));
        return Request.Headers.ContainsKey("HX-Request") ? PartialView("_Since", model) : View(model);
    }

    [HttpGet("export")]
    public async Task<IActionResult> Export(Guid id, CancellationToken ct)
    {
        var outcome = await export.RunAsync(id, text.Export(), ct);
        return outcome.Value is { } file ? File(file.File, Spreadsheet, $"{NameOf(file.Report)}.xlsx") : Refused(outcome.Refusal!);
    }

    /// <summary>For whoever wants to count again and trusts nobody: report, entries and proofs in one file.</summary>
    [HttpGet("proof")]
    public async Task<IActionResult> Proof(Guid id, [FromServices] ProveReport prove, CancellationToken ct)
    {
        // Not in memory: that of a district is large. The file goes away with the stream.
        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Truncate, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        HttpContext.Response.RegisterForDisposeAsync(file);
        var outcome = await prove.RunAsync(id, file, ct);
        if (outcome.Value is { } report)
        {
            file.Position = 0;
            return File(file, "application/octet-stream", NameOf(report) + ProveReport.Extension);
        }

        if (outcome.Refusal!.Code != "Ledger.NotSealedYet")
        {
            return Refused(outcome.Refusal);
        }

        TempData["Warning"] = text[outcome.Refusal.Code].Value;
        return Redirect($"/reports/{id}");
    }

    private static string NameOf(Report report) => $"{report.RequirementKey}-{report.UnitPath.Replace('/', '-')}-{report.Day:yyyy-MM-dd}";

    private async Task<IActionResult> SheetAsync(Guid id, string? unit, Box? box, int page, CancellationToken ct)
    {
        var outcome = await read.RunAsync(id, unit, withNames: false, ct);
        return outcome.Value is { } sheet
            ? View("Show", new FrozenReportPage(
                sheet, box, Math.Max(1, page), sheet.Unit.Path == sheet.Report.UnitPath, await findWitnesses.RunAsync(sheet.Report.CheckpointSize, ct)))
            : Refused(outcome.Refusal!);
    }

    /// <summary>A report that was changed is not hidden: who looks at it must learn of it.</summary>
    private IActionResult Refused(Refusal refusal)
    {
        if (refusal.Code == "Report.NoSuchReport")
        {
            return NotFound();
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("Broken", refusal);
    }
}

public sealed record SincePage(ReportAmendment Amendment, int Page)
{
    public const int Size = 100;

    /// <summary>By unit and number, as people look for them.</summary>
    public IEnumerable<ReportChange> Shown => Amendment.Changes
        .OrderBy(c => (c.After ?? c.Before)!.BranchPath, StringComparer.Ordinal).ThenBy(c => c.Member?.Number, StringComparer.Ordinal)
        .Skip((Page - 1) * Size)
        .Take(Size);
}
