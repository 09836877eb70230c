using Learning.Courses.Ledger.Recounts;
using Learning.Web.Hosting;
using Learning.Web.Jobs;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Quartz;

namespace Learning.Web.Features.Admin;

/// <summary>The stored numbers that do not follow from the facts, with what to do next; and a recount when somebody wants to know now.</summary>
[Authorize(Policy = Policies.Overseer)]
[Route("admin/recount")]
public sealed class RecountController(DifferenceList differences, ISchedulerFactory schedulers, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct) => View("~/Features/Admin/Recount.cshtml", await differences.RunAsync(ct));

    /// <summary>Beside the request, because a large district takes a while. Asked for twice it is counted twice, one after the other.</summary>
    [HttpPost("")]
    [Authorize(Policy = Policies.Administrator)]
    public async Task<IActionResult> Now(CancellationToken ct)
    {
        await (await schedulers.GetScheduler(ct)).TriggerJob(Schedule.KeyOf<RecountJob>(), Schedule.Asked, ct);
        TempData["Message"] = text["Recount.Begun"].Value;
        return RedirectToAction(nameof(Show), "Recount");
    }
}

internal static class RecountWords
{
    /// <summary>What was stored or counted: a number or a day as it is, or words of ours (after "@") with what stands in their gaps.</summary>
    public static string Value(this IStringLocalizer<Text> text, string value)
    {
        if (!value.StartsWith('@'))
        {
            return value;
        }

        var parts = value[1..].Split('|');
        return text[parts[0], [.. parts.Skip(1).Cast<object>()]].Value;
    }
}
