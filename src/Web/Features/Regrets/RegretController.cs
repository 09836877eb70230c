using Learning.Courses;
using Learning.Courses.Training;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Regrets;

/// <summary>A member cannot come to a class of theirs, or can after all.</summary>
[Authorize(Policy = Policies.Member)]
[Route("classes/{id:guid}/regret")]
public sealed class RegretController(MyClasses classes, SayCannotCome sayCannotCome, WithdrawRegret withdraw, IStringLocalizer<Text> text) : Controller
{
    [HttpPost("")]
    public async Task<IActionResult> Say(Guid id, [Bind(Prefix = "Regret")] RegretForm form, CancellationToken ct)
    {
        var outcome = form.Because is { } because
            ? await sayCannotCome.RunAsync(new RegretInput(id, because, form.Words ?? "", form.From, form.To), ct)
            : new Refusal("Regret.ChooseReason");
        if (outcome.Refusal is not { } refusal)
        {
            TempData["Message"] = text["Regret.SaidNow"].Value;
            return Redirect($"/classes/{id}");
        }

        if ((await classes.RunAsync(ct)).FirstOrDefault(c => c.CohortId == id) is not { } mine)
        {
            return NotFound();
        }

        ModelState.AddModelError(FieldOf(refusal), text[refusal.Code, refusal.Args]);
        ViewData["Regret"] = form;
        return View("~/Features/Classes/Show.cshtml", mine);
    }

    [HttpPost("withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, CancellationToken ct)
    {
        var outcome = await withdraw.RunAsync(id, ct);
        if (outcome.Refusal is { Code: "Regret.NothingSaid" } && (await classes.RunAsync(ct)).All(c => c.CohortId != id))
        {
            return NotFound();
        }

        TempData["Error"] = outcome.Refusal is { } refusal ? text[refusal.Code, refusal.Args].Value : null;
        TempData["Message"] = outcome.Value is null ? null : text["Regret.WithdrawnNow"].Value;
        return Redirect($"/classes/{id}");
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "Regret.ChooseReason" => "Regret.Because",
        "Regret.SayWhy" or "Regret.TooManyWords" => "Regret.Words",
        "Regret.DaysWrong" => "Regret.From",
        _ => "",
    };
}

public sealed class RegretForm
{
    public RegretBecause? Because { get; set; }

    public string? Words { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }
}

/// <summary>The form below a class, as fields of one name.</summary>
public sealed record RegretPage(Guid CohortId, RegretForm Regret);
