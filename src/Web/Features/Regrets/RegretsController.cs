using Learning.Courses.Notices;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Regrets;

/// <summary>Who cannot come, for those who answer for them.</summary>
[Authorize(Policy = Policies.Secretary)]
[Route("training/regrets")]
public sealed class RegretsController(RegretsToAnswer toAnswer, AnswerRegret answer, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Index", await toAnswer.RunAsync(ct));

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Answer(Guid id, bool accept, string? words, CancellationToken ct)
    {
        var outcome = await answer.RunAsync(new RegretAnswerInput(id, accept, words ?? ""), ct);
        if (outcome.Refusal is { Code: "Organisation.NoSuchMember" })
        {
            return NotFound();
        }

        TempData["Error"] = outcome.Refusal is { } refusal ? text[refusal.Code, refusal.Args].Value : null;
        TempData["Message"] = outcome.Value switch
        {
            null => null,
            { End.Answer: RegretAnswer.Declined } => text["Regret.DeclinedNow"].Value,
            { Other: { } other } => text["Regret.AcceptedMoved", other.Number, other.OpensOn].Value,
            _ => text["Regret.AcceptedNow"].Value,
        };
        return Redirect("/training/regrets");
    }
}
