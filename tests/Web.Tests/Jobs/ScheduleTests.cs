using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Learning.Courses;
using Learning.Courses.Storage;
using Learning.Courses.Storage.Runs;
using Learning.Web.Jobs;
using Learning.Web.Resources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Quartz;

namespace Learning.Web.Tests.Jobs;

/// <summary>What the schedule does with time that nobody could use, and what it tells of its runs; on a site of its own, whose clock is moved.</summary>
public sealed class ScheduleTests : IAsyncLifetime
{
    private readonly TestSite site = new();
    private readonly Fires fires = new();
    private IScheduler scheduler = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.InitializeAsync();
        scheduler = await site.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Ct);
        await Until.TrueAsync(async () => await scheduler.GetStatus(Ct) == SchedulerStatus.Running, Ct);
        await Until.TrueAsync(IsAtRestAsync, Ct);
        scheduler.ListenerManager.AddTriggerListener(fires);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Every_trigger_says_what_becomes_of_a_time_that_was_missed()
    {
        var triggers = await TriggersAsync();

        Assert.Equal(Schedule.JobNames.Count, triggers.Count);
        foreach (var trigger in triggers)
        {
            switch (trigger)
            {
                case ICronTrigger cron:
                    Assert.Equal(CronTriggerMisfireInstruction.FireAndProceed, cron.MisfireInstruction);
                    break;
                case ISimpleTrigger simple:
                    Assert.Equal(SimpleTriggerMisfireInstruction.NowWithRemainingCount, simple.MisfireInstruction);
                    break;
            }

            Assert.True((await scheduler.GetJobDetail(trigger.JobKey, Ct))!.RequestsRecovery);
        }
    }

    [Fact]
    public async Task Two_days_in_which_nothing_ran_are_made_up_for_by_a_run_of_each_job()
    {
        await scheduler.Standby(Ct);
        site.Clock.Advance(TimeSpan.FromDays(2));
        await scheduler.Start(Ct);

        await Until.TrueAsync(IsAtRestAsync, Ct);

        // Two where Quartz had handed a time out before it rested: that one is run as well. Not none, and not thousands.
        Assert.All(Schedule.JobNames, n => Assert.InRange(fires.ByJob.GetValueOrDefault(n), 1, 2));
    }

    [Fact]
    public async Task Every_job_run_again_changes_nothing()
    {
        // A class has begun and ended, members have missed it, and others begin soon: there was something to do for most of them.
        var before = await RowsAsync();
        site.Clock.Advance(TimeSpan.FromDays(7));
        await RunAllAsync();
        var after = await RowsAsync();
        Assert.True(after["cohort_turns"] > before["cohort_turns"]);
        Assert.True(after["cohort_outcomes"] > before["cohort_outcomes"]);
        Assert.True(after["outbox"] > before["outbox"]);

        await RunAllAsync();

        Assert.Equal(after, await RowsAsync());
    }

    [Fact]
    public async Task A_run_that_was_asked_for_is_listed_with_what_it_did()
    {
        using var admin = site.As("admin", "en");
        var answer = await TestSite.PostAsync(admin, "/admin/jobs", "/admin/jobs/open-year");
        Assert.Equal((HttpStatusCode.Redirect, "/admin/jobs"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        await Until.TrueAsync(async () => (await RunsAsync("open-year")).Any(r => r.Asked), Ct);

        var list = WebUtility.HtmlDecode(await admin.GetStringAsync("/admin/jobs", Ct));
        Assert.Contains("Open the year", list, StringComparison.Ordinal);
        Assert.Contains("every day at 00:01", list, StringComparison.Ordinal);
        Assert.Contains("every 20 seconds", list, StringComparison.Ordinal);
        var job = WebUtility.HtmlDecode(await admin.GetStringAsync("/admin/jobs/open-year", Ct));
        Assert.Contains("asked for by an administrator", job, StringComparison.Ordinal);
        Assert.Contains("nothing to do", job, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/jobs/no-such-job", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await TestSite.PostAsync(admin, "/admin/jobs", "/admin/jobs/no-such-job")).StatusCode);
    }

    [Fact]
    public async Task A_run_that_fails_is_listed_by_its_kind_of_error_and_with_nothing_a_row_might_say()
    {
        await using (var db = Db())
        {
            // The job that opens the year looks here first.
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE rule_packs RENAME TO rule_packs_away", Ct);
        }

        site.Clock.Advance(TimeSpan.FromSeconds(1)); // So that this run is later than the one at start.
        await scheduler.TriggerJob(Schedule.KeyOf<OpenYearJob>(), Schedule.Asked, Ct);
        await Until.TrueAsync(async () => (await RunsAsync("open-year")).Any(r => r.Asked), Ct);

        var run = (await RunsAsync("open-year")).First(r => r.Asked);
        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Equal("SqliteException", run.Failure);
        using var admin = site.As("admin");
        Assert.Contains("最近一次没有做成：开始新的年度", WebUtility.HtmlDecode(await admin.GetStringAsync("/admin/jobs", Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_runs_with_nothing_to_do_the_last_is_kept_and_old_runs_are_forgotten_except_the_last_of_each_job()
    {
        var now = site.Services.GetRequiredService<SchoolCalendar>().UtcNow();
        await KeepAsync(Run("often", now.AddDays(-8), RunOutcome.Done), Run("often", now.AddMinutes(-2), RunOutcome.Nothing), Run("often", now.AddMinutes(-1), RunOutcome.Nothing));
        Assert.Equal([RunOutcome.Nothing, RunOutcome.Done], (await RunsAsync("often")).Select(r => r.Outcome));

        await KeepAsync(Run("seldom", now.AddDays(-100), RunOutcome.Done), Run("seldom", now.AddDays(-91), RunOutcome.Failed), Run("rare", now.AddDays(-400), RunOutcome.Done));
        await using (var scope = site.NewScope())
        {
            Assert.Equal(2, await scope.ServiceProvider.GetRequiredService<TrimRuns>().RunAsync(["often"], Ct));
        }

        Assert.Equal(RunOutcome.Nothing, Assert.Single(await RunsAsync("often")).Outcome);
        Assert.Equal(RunOutcome.Failed, Assert.Single(await RunsAsync("seldom")).Outcome);
        Assert.Single(await RunsAsync("rare"));
    }

    [Fact]
    public void Every_job_has_its_words_in_both_languages()
    {
        var text = site.Services.GetRequiredService<IStringLocalizer<Text>>();
        foreach (var language in new[] { "zh-CN", "en" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.DoesNotContain(Schedule.JobNames.SelectMany(n => new[] { "Jobs.Of." + n, "Jobs.Does." + n }), k => text[k].ResourceNotFound);
        }
    }

    private async Task RunAllAsync()
    {
        await Until.TrueAsync(IsAtRestAsync, Ct);
        foreach (var job in Schedule.JobNames)
        {
            var earlier = (await RunsAsync(job)).Count(r => r.Asked);
            await scheduler.TriggerJob(new JobKey(job), Schedule.Asked, Ct);
            await Until.TrueAsync(async () => (await RunsAsync(job)).Count(r => r.Asked) > earlier, Ct);
        }
    }

    /// <summary>How many rows each table has, without those that say that a job has run, and how far the ledger is sealed.</summary>
    private async Task<Dictionary<string, int>> RowsAsync()
    {
        await using var db = Db();
        await db.Database.OpenConnectionAsync(Ct);
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct().Except(["job_runs", "recount_runs", "ledger_tiles", "ledger_checkpoints"]))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT count(*) FROM \"{table}\"";
            rows[table] = Convert.ToInt32(await command.ExecuteScalarAsync(Ct), CultureInfo.InvariantCulture);
        }

        return rows;
    }

    private static JobRun Run(string job, DateTime at, RunOutcome outcome) =>
        new(RowId.At(at), job, "here", at, at, outcome, 0, outcome == RunOutcome.Failed ? "Accident" : null, asked: false, takenOver: false);

    private CoursesDb Db() => site.NewScope().ServiceProvider.GetRequiredService<CoursesDb>();

    private async Task KeepAsync(params JobRun[] runs)
    {
        foreach (var run in runs)
        {
            await using var scope = site.NewScope();
            await scope.ServiceProvider.GetRequiredService<KeepRun>().RunAsync(run, Ct);
        }
    }

    private async Task<IReadOnlyList<JobRun>> RunsAsync(string job)
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<RunList>().OfAsync(job, Ct);
    }

    /// <summary>The clock stands still: whatever is due has run when every next time lies in the future and no job is at work.</summary>
    private async Task<bool> IsAtRestAsync() =>
        (await scheduler.QueryTriggers(new TriggerQuery(), Ct)).Items.All(t => t.NextFireTimeUtc > site.Clock.GetUtcNow())
        && (await scheduler.QueryFireInstances(new FireInstanceQuery(), Ct)).Items.Count == 0;

    private async Task<List<ITrigger>> TriggersAsync()
    {
        var triggers = new List<ITrigger>();
        foreach (var header in (await scheduler.QueryTriggers(new TriggerQuery(), Ct)).Items)
        {
            triggers.Add((await scheduler.GetTrigger(header.Key, Ct))!);
        }

        return triggers;
    }

    private sealed class Fires : ITriggerListener
    {
        private readonly ConcurrentDictionary<string, int> byJob = new(StringComparer.Ordinal);

        public string Name => nameof(Fires);

        public Dictionary<string, int> ByJob => byJob.ToDictionary();

        public ValueTask TriggerFired(ITrigger trigger, IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            byJob.AddOrUpdate(context.JobDetail.Key.Name, 1, (_, n) => n + 1);
            return default;
        }
    }
}
