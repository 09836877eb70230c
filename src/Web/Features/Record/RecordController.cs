using System.Globalization;
using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Plans;
using Learning.Courses.Records;
using Learning.Web.Hosting;
using Learning.Web.Identity;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Record;

/// <summary>A member's own record: everything held, why, and the paper for it; to take home as one file, and to say what is wrong in it.</summary>
[Authorize(Policy = Policies.Member)]
[Route("record")]
public sealed class RecordController(OwnRecord record, OwnAccount account, MyCorrections corrections, RecordWords words, ContentFolder content) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => await PageAsync(new CorrectionForm(), ct) is { } page ? View(page) : NotFound();

    /// <summary>Everything as one signed file. Reads and writes nothing.</summary>
    [HttpGet("file")]
    public async Task<IActionResult> File([FromServices] RecordData data, [FromServices] LedgerKeyFile keys, [FromServices] IStringLocalizer<Text> text, CancellationToken ct)
    {
        if (await PageAsync(new CorrectionForm(), ct) is not { } page)
        {
            return NotFound();
        }

        var json = await data.RunAsync(page.Held, page.Account?.ToData() ?? new Dictionary<string, object?>(), ct);
        if (json.Value is null || keys.Find() is not { } key)
        {
            TempData["Error"] = text["Record.FileNotYet"].Value;
            return RedirectToAction(nameof(Index), new { });
        }

        HttpContext.Response.RegisterForDispose(key);
        return new RecordFileResult(key, $"{page.Held.Person.Number}{SubjectFile.Extension}")
        {
            ViewName = "File",
            ViewData = new ViewDataDictionary<RecordPage>(ViewData, page with { Json = json.Value }),
            TempData = TempData,
        };
    }

    [HttpPost("corrections")]
    public async Task<IActionResult> Ask([Bind(Prefix = "Correction")] CorrectionForm form, [FromServices] AskCorrection ask, [FromServices] IStringLocalizer<Text> text, CancellationToken ct)
    {
        var outcome = form.About is { } about
            ? await ask.RunAsync(new CorrectionInput(form.Id, about, form.Words ?? ""), ct)
            : new Refusal("Correction.ChooseAbout");
        if (outcome.Refusal is not { } refusal)
        {
            TempData["Message"] = text["Correction.Asked"].Value;
            return Redirect("/record#corrections");
        }

        ModelState.AddModelError(refusal.Code switch { "Correction.ChooseAbout" => "Correction.About", "Correction.SayWhat" or "Correction.TooManyWords" => "Correction.Words", _ => "" }, text[refusal.Code, refusal.Args]);
        return await PageAsync(form, ct) is { } page ? View(nameof(Index), page) : NotFound();
    }

    private async Task<RecordPage?> PageAsync(CorrectionForm form, CancellationToken ct) => await record.RunAsync(ct) is { } sheet
        ? new RecordPage(sheet, words.Of(sheet), await account.ReadAsync(sheet.Person.MemberId, ct), await corrections.RunAsync(ct), form, content.Current)
        : null;
}

public sealed class CorrectionForm
{
    /// <summary>Made with the page.</summary>
    public Guid Id { get; set; }

    public CorrectionAbout? About { get; set; }

    public string? Words { get; set; }
}

public sealed record RecordPage(
    OwnRecordSheet Held, IReadOnlyList<HeldSection> Sections, AccountFacts? Account, IReadOnlyList<CorrectionRequest> Corrections, CorrectionForm Correction, Snapshot Courses)
{
    /// <summary>How many lines of a section a page shows; the file holds all.</summary>
    public const int MostLines = 100;

    /// <summary>For the file: all of it as data. Null on the page.</summary>
    public string? Json { get; init; }

    /// <summary>Names the request that the form on this page would make, however often it is sent.</summary>
    public Guid FormId { get; } = Correction.Id == Guid.Empty ? RowId.At(Held.At) : Correction.Id;

    public RecordSheet Sheet => Held.Standing;

    /// <summary>The year's credit hours; null outside every period.</summary>
    public MemberStanding? Hours => Sheet.Standings.FirstOrDefault(s => s.Requirement.Kind == RequirementKind.RegularEducation);

    public string CourseTitle(string key) => Courses.FindCourse(key)?.In(CultureInfo.CurrentUICulture.Name).Title ?? key;

    public string LineTitle(CreditLine line) => line.CourseKey is { } key ? CourseTitle(key) : Sheet.Classes[line.SourceId].Title;

    public string SubjectTitle(CertificateSubject subject) => subject.Course is { } course ? CourseTitle(course.CourseKey) : subject.Title;
}
