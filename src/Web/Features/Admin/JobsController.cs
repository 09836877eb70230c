using Learning.Courses.Storage.Runs;
using Learning.Web.Hosting;
using Learning.Web.Jobs;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Quartz;

namespace Learning.Web.Features.Admin;

/// <summary>What runs by itself: when next, what the last run did, and a run now for whoever does not want to wait.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route("admin/jobs")]
public sealed class JobsController(RunList runs, ISchedulerFactory schedulers, IEnumerable<PlannedTrigger> planned, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var next = (await scheduler.QueryTriggers(new TriggerQuery { Take = PagedQuery.All }, ct)).Items.ToLookup(t => t.JobKey.Name, t => t.NextFireTimeUtc, StringComparer.Ordinal);
        var running = (await scheduler.QueryFireInstances(new FireInstanceQuery { Take = PagedQuery.All }, ct)).Items.Select(f => f.JobKey?.Name).ToHashSet(StringComparer.Ordinal);
        var rows = (await runs.RunAsync(Schedule.JobNames, ct))
            .Select(r => new JobRow(r, planned.Single(t => t.Job == r.Job && (t.Every ?? (object?)t.Cron) is not null), next[r.Job].Min()?.UtcDateTime, running.Contains(r.Job)));
        var servers = await scheduler.QueryClusterNodes(ct);
        return View("~/Features/Admin/Jobs.cshtml", new JobsPage([.. rows], servers.Any(s => s.LastCheckInUtc is not null) ? servers : []));
    }

    [HttpGet("{name}")]
    public async Task<IActionResult> Show(string name, CancellationToken ct) =>
        Schedule.JobNames.Contains(name) ? View("~/Features/Admin/Job.cshtml", new JobPage(name, await runs.OfAsync(name, ct))) : NotFound();

    /// <summary>Beside the request. Asked for twice it runs twice, one after the other, and the second run finds nothing to do.</summary>
    [HttpPost("{name}")]
    public async Task<IActionResult> Run(string name, CancellationToken ct)
    {
        if (!Schedule.JobNames.Contains(name))
        {
            return NotFound();
        }

        await (await schedulers.GetScheduler(ct)).TriggerJob(new JobKey(name), Schedule.Asked, ct);
        TempData["Message"] = text["Jobs.Begun", text["Jobs.Of." + name].Value].Value;
        return RedirectToAction(nameof(Index), "Jobs");
    }
}

/// <param name="NextAt">Null where the schedule does not have it, which is an error.</param>
public sealed record JobRow(LastRuns Runs, PlannedTrigger Planned, DateTime? NextAt, bool IsRunning);

/// <param name="Servers">Those that share the schedule; empty where one server keeps it to itself.</param>
public sealed record JobsPage(IReadOnlyList<JobRow> Rows, IReadOnlyList<ClusterNode> Servers);

public sealed record JobPage(string Name, IReadOnlyList<JobRun> Runs);

internal static class JobWords
{
    /// <summary>"Every 20 seconds", "each day at 08:00".</summary>
    public static string When(this IStringLocalizer<Text> text, PlannedTrigger planned)
    {
        if (planned.Every is { } every)
        {
            return every.TotalSeconds < 60 ? text["Jobs.EverySeconds", every.TotalSeconds].Value : text["Jobs.EveryMinutes", every.TotalMinutes].Value;
        }

        // Seconds, minutes, hours, and then every day: that is all the schedule uses.
        var parts = planned.Cron!.Split(' ');
        return parts[2] == "*" ? text["Jobs.Hourly", parts[1]].Value : text["Jobs.Daily", $"{parts[2].PadLeft(2, '0')}:{parts[1].PadLeft(2, '0')}"].Value;
    }

    public static string Outcome(this IStringLocalizer<Text> text, JobRun run) => run.Outcome switch
    {
        RunOutcome.Failed => text["Jobs.Failed", run.Failure ?? ""].Value,
        RunOutcome.Done => text["Jobs.Did", run.Count].Value,
        _ => text["Jobs.Nothing"].Value,
    };
}
