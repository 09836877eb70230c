using System.Globalization;
using System.Security.Cryptography;
using Learning.Courses.Quizzes;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Bank;

/// <summary>How the papers of a quiz are made, and a paper to look at or to print.</summary>
[Authorize(Policy = Policies.Author)]
[Route("authoring/{course}/bank/paper")]
public sealed class PaperRuleController(ShowPaperRule rule, DrawTrialPaper draw) : Controller
{
    /// <summary>Short enough to be written on the paper by hand.</summary>
    private const int Seeds = 1_000_000;

    /// <param name="seed">A number, or "new" for any; none shows the rule only.</param>
    [HttpGet("")]
    public async Task<IActionResult> Show(string course, string? seed, bool answers, CancellationToken ct)
    {
        if (seed == "new")
        {
            return Redirect(FormattableString.Invariant($"/authoring/{course}/bank/paper?seed={RandomNumberGenerator.GetInt32(1, Seeds)}"));
        }

        var outcome = await rule.RunAsync(course, ct);
        if (outcome.Value is not { } found)
        {
            return this.Refuse(course, outcome.Refusal!);
        }

        var page = new PaperRulePage(found, null, 0, answers);
        if (!long.TryParse(seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || found.Problems.Count > 0)
        {
            return View("~/Features/Bank/Paper.cshtml", page);
        }

        var trial = (await draw.RunAsync(course, CultureInfo.CurrentUICulture.Name, number, ct)).Value;
        return View("~/Features/Bank/Paper.cshtml", page with { Trial = trial, Seed = number });
    }
}

/// <param name="Trial">Null until one is asked for.</param>
public sealed record PaperRulePage(PaperRule Rule, TrialPaper? Trial, long Seed, bool WithAnswers);
