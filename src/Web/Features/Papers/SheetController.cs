using System.ComponentModel.DataAnnotations;
using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Quizzes;
using Learning.Web.Features.Quiz;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Papers;

/// <summary>One sheet that came back: typed in by one person, compared and confirmed by a second.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("papers/{id:guid}")]
public sealed class SheetController(PaperDesk desk, SchoolCalendar calendar, ContentFolder content, IStringLocalizer<Text> text) : Controller
{
    /// <param name="again">The second person found a mistake: the form, with what was keyed in it.</param>
    [HttpGet("")]
    public Task<IActionResult> Show(Guid id, bool again, CancellationToken ct) => PageAsync(id, again, null, ct);

    [HttpPost("keying")]
    public async Task<IActionResult> Key(Guid id, KeyingForm form, [FromServices] KeyPaper keyPaper, CancellationToken ct)
    {
        if (form.WrittenOn is not { } written)
        {
            return await PageAsync(id, true, new Refusal("PaperQuiz.WrittenMissing"), ct);
        }

        var outcome = await keyPaper.RunAsync(new KeyingInput(id, form.Keyings, written, PostedAnswers.Read(Request.Form)), ct);
        return await AnswerAsync(id, outcome.Refusal, "PaperQuiz.KeyedNow", ct);
    }

    [HttpPost("confirmation")]
    public async Task<IActionResult> Confirm(Guid id, [Required] Guid keying, [FromServices] ConfirmPaper confirmPaper, CancellationToken ct)
    {
        var outcome = await confirmPaper.RunAsync(id, keying, ct);
        return await AnswerAsync(id, outcome.Refusal, "PaperQuiz.ConfirmedNow", ct);
    }

    private async Task<IActionResult> AnswerAsync(Guid id, Refusal? refusal, string done, CancellationToken ct)
    {
        if (refusal is not null)
        {
            return await PageAsync(id, false, refusal, ct);
        }

        TempData["Message"] = text[done].Value;
        return RedirectToAction(nameof(Show), new { id });
    }

    private async Task<IActionResult> PageAsync(Guid id, bool again, Refusal? refusal, CancellationToken ct)
    {
        if ((await desk.RunAsync(id, ct)).Value is not { } sheet)
        {
            return NotFound();
        }

        Response.StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        return View("~/Features/Papers/Show.cshtml", new SheetPage(sheet, content.Current.FindCourse(sheet.Sheet.CourseKey), calendar.Today(), again, refusal));
    }
}

/// <param name="Keyings">How often the sheet had been keyed when the form was opened.</param>
public sealed record KeyingForm(DateOnly? WrittenOn, int Keyings);

public sealed record SheetPage(SheetInHand Sheet, Course? Course, DateOnly Today, bool Again, Refusal? Refusal)
{
    public Guid Id => Sheet.Sheet.Id;

    /// <summary>Nobody has keyed it, or somebody wants to do it again.</summary>
    public bool IsForm => Sheet.ConfirmedAt is null && (Sheet.Keying is null || Again);

    /// <summary>The sheet as the partials of a paper know one.</summary>
    public OpenPaper Paper => new(
        Id, Sheet.Sheet.CourseKey, 1, Sheet.Sheet.Language, DateTime.UnixEpoch, false, false, 0, DateTime.UnixEpoch, Sheet.Questions);
}
