using System.Text;
using Learning.Courses;
using Learning.Courses.Questions.Exchange;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Bank;

/// <summary>Bringing questions into a bank: a file, the preview of every row, and the deed, which does what was seen or nothing.</summary>
[Authorize(Policy = Policies.Author)]
[Route("authoring/{course}/bank")]
public sealed class BankController(ShowBank showBank, ImportQuestions import, KeptUploads uploads, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string course, CancellationToken ct) =>
        await showBank.RunAsync(course, ct) is var outcome && outcome.Value is { } bank ? View(new BankPage(bank, new ImportForm(), null)) : this.Refuse(course, outcome.Refusal!);

    [HttpPost("plan")]
    [UploadLimit]
    [RequestSizeLimit(UploadLimitAttribute.LargestForm)]
    public async Task<IActionResult> Plan(string course, [Bind(Prefix = "Form")] ImportForm form, CancellationToken ct)
    {
        if (await BankAsync(course, ct) is not { } bank)
        {
            return NotFound();
        }

        if (form.File is { } file)
        {
            (form.Upload, form.Name) = (await uploads.KeepAsync(file, ct), Path.GetFileName(file.FileName));
        }

        var found = form.Upload is null ? new Refusal("Exchange.NoFile") : await uploads.FindAsync(form.Upload, form.Name ?? "", ct);
        return found.Value is { } kept ? Show(bank, form, import.Plan(form.ToRequest(course, kept))) : Refuse(bank, form, found.Refusal!);
    }

    [HttpPost("")]
    public async Task<IActionResult> Apply(string course, [Bind(Prefix = "Form")] ImportForm form, CancellationToken ct)
    {
        if (await BankAsync(course, ct) is not { } bank)
        {
            return NotFound();
        }

        var found = await uploads.FindAsync(form.Upload, form.Name ?? "", ct);
        if (found.Value is not { } kept)
        {
            return Refuse(bank, form, found.Refusal!);
        }

        var outcome = await import.RunAsync(form.ToRequest(course, kept), form.Plan ?? "", ct);
        if (outcome.Refusal is { } refusal)
        {
            return Show(bank, form, import.Plan(form.ToRequest(course, kept)), refusal);
        }

        TempData["Message"] = Said(outcome.Value!);
        return Redirect($"/authoring/{course}/bank");
    }

    /// <summary>The bank as it would be, for whoever puts it in place by hand.</summary>
    [HttpPost("merged")]
    public async Task<IActionResult> Merged(string course, [Bind(Prefix = "Form")] ImportForm form, CancellationToken ct)
    {
        var found = await uploads.FindAsync(form.Upload, form.Name ?? "", ct);
        return found.Value is { } kept && import.Plan(form.ToRequest(course, kept)).Value is { } plan
            ? File(Encoding.UTF8.GetBytes(plan.Merged), "text/markdown; charset=utf-8", "questions.md")
            : NotFound();
    }

    private async Task<BankOverview?> BankAsync(string course, CancellationToken ct) => (await showBank.RunAsync(course, ct)).Value;

    private string Said(ImportPlan plan) => plan.ChangesBank
        ? text["Exchange.Page.Done", plan.Count(ImportState.Accepted), plan.Count(ImportState.Changed), plan.Count(ImportState.Unchanged), plan.Count(ImportState.Refused)]
        : text["Exchange.NothingToDo"];

    private ViewResult Show(BankOverview bank, ImportForm form, Outcome<ImportPlan> plan, Refusal? refusal = null) =>
        plan.Value is { } planned ? View("Plan", new ImportPlanPage(bank, form, planned, refusal)) : Refuse(bank, form, refusal ?? plan.Refusal!);

    private ViewResult Refuse(BankOverview bank, ImportForm form, Refusal refusal) => View("Index", new BankPage(bank, form, refusal));
}
