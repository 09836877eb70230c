using Learning.Courses;
using Learning.Courses.Questions.Exchange;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Bank;

/// <summary>What can be taken away from a bank: its questions in the formats of others, and the sheet to fill in.</summary>
[Authorize(Policy = Policies.Author)]
[Route("authoring/{course}/bank")]
public sealed class BankFilesController(ShowBank showBank, ExportQuestions export, DrawUpTemplate template) : Controller
{
    [HttpGet("template")]
    public async Task<IActionResult> Template(string course, CancellationToken ct) => Download(await template.RunAsync(course, ct));

    /// <summary>What the format cannot carry is said before the file is taken.</summary>
    [HttpGet("export/{format}")]
    public async Task<IActionResult> Export(string course, string format, CancellationToken ct) =>
        ForeignFormat.Named(format) is { } known && (await showBank.RunAsync(course, ct)).Value is { } bank && (await export.RunAsync(course, known, ct)).Value is { } file
            ? View("~/Features/Bank/Export.cshtml", new ExportPage(bank, known, file))
            : NotFound();

    [HttpGet("export/{format}/file")]
    public async Task<IActionResult> Take(string course, string format, CancellationToken ct) =>
        ForeignFormat.Named(format) is { } known ? Download(await export.RunAsync(course, known, ct)) : NotFound();

    private IActionResult Download(Outcome<ExportedBank> outcome) =>
        outcome.Value is { } file ? File(file.Bytes, file.ContentType, file.FileName) : NotFound();
}
