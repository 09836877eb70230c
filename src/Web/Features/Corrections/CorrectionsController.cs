using Learning.Courses.Records;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Corrections;

/// <summary>Members who say that their record is wrong, for those who answer for them.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("branch/corrections")]
public sealed class CorrectionsController(CorrectionsToAnswer toAnswer, AnswerCorrection answer, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await toAnswer.RunAsync(ct));

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Answer(Guid id, bool corrected, string? words, CancellationToken ct)
    {
        var outcome = await answer.RunAsync(new CorrectionAnswerInput(id, corrected, words ?? ""), ct);
        if (outcome.Refusal is { Code: "Organisation.NoSuchMember" })
        {
            return NotFound();
        }

        TempData["Error"] = outcome.Refusal is { } refusal ? text[refusal.Code, refusal.Args].Value : null;
        TempData["Message"] = outcome.Value is null ? null : text["Correction.Answered"].Value;
        return Redirect("/branch/corrections");
    }
}
