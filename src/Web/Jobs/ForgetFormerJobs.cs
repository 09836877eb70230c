using Quartz;

namespace Learning.Web.Jobs;

/// <summary>
/// A job that is no longer written down, or has another name since this version, still has its triggers in the shared
/// schedule: without this it would be called for ever, and fail. Runs before the schedule starts.
/// </summary>
internal sealed partial class ForgetFormerJobs(ISchedulerFactory schedulers, IEnumerable<PlannedTrigger> planned, ILogger<ForgetFormerJobs> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Asked for the first time here, the schedule of this version is written down now.
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var jobs = await scheduler.QueryJobs(new JobQuery { Take = PagedQuery.All }, cancellationToken);
        var former = jobs.Items.Select(j => j.Key).Where(k => !Schedule.JobNames.Contains(k.Name)).ToList();
        if (former.Count > 0)
        {
            await scheduler.DeleteJobs(former, cancellationToken);
            foreach (var key in former)
            {
                LogForgotten(log, key.Name);
            }
        }

        // A job that went by an interval and goes by the clock now.
        var names = planned.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var triggers = await scheduler.QueryTriggers(new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupEquals(Schedule.Group), Take = PagedQuery.All }, cancellationToken);
        await scheduler.UnscheduleJobs([.. triggers.Items.Select(t => t.Key).Where(k => !names.Contains(k.Name))], cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "The schedule no longer has the job {Job}")]
    private static partial void LogForgotten(ILogger logger, string job);
}
