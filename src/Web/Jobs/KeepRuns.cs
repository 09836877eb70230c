using System.Collections.Concurrent;
using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage.Runs;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Notes every run of a job that did something, failed, or was asked for, and now and then one that found nothing to do.</summary>
internal sealed partial class KeepRuns(IServiceScopeFactory scopes, SchoolCalendar calendar, ILogger<KeepRuns> log) : IJobListener
{
    /// <summary>That a job is alive is told by one note a minute; one every few seconds would be most of what a quiet site writes to disk.</summary>
    private static readonly TimeSpan BetweenEmpty = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTime> lastEmpty = new(StringComparer.Ordinal);

    public string Name => nameof(KeepRuns);

    public async ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        var run = RunOf(context, jobException);
        if (run is { Outcome: RunOutcome.Nothing, Asked: false, TakenOver: false } && !IsTimeForEmpty(run))
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System);
            await scope.ServiceProvider.GetRequiredService<KeepRun>().RunAsync(run, CancellationToken.None);
        }
        catch (Exception e)
        {
            // What the job did is done and stored; only the note is lost. A database that is away is the usual reason.
            LogNotKept(log, run.Job, e);
        }
    }

    private JobRun RunOf(IJobExecutionContext context, JobExecutionException? thrown)
    {
        var (now, report) = (calendar.UtcNow(), context.Result as RunReport ?? new RunReport(0, null));
        var failure = thrown is null ? report.Failure : NameOf(thrown);
        return new JobRun(
            RowId.At(now),
            context.JobDetail.Key.Name,
            context.Scheduler.SchedulerInstanceId,
            now - context.JobRunTime,
            now,
            failure is not null ? RunOutcome.Failed : report.Count > 0 ? RunOutcome.Done : RunOutcome.Nothing,
            report.Count,
            failure?[..Math.Min(failure.Length, JobRun.LongestFailure)],
            context.MergedJobDataMap.ContainsKey(RecountJob.AskedFor),
            context.Recovering);
    }

    /// <summary>What Quartz wraps around it says nothing.</summary>
    private static string NameOf(Exception thrown)
    {
        var inner = thrown;
        while (inner is JobExecutionException or SchedulerException && inner.InnerException is { } cause)
        {
            inner = cause;
        }

        return inner.InnerException is { } deeper ? $"{inner.GetType().Name} ({deeper.GetType().Name})" : inner.GetType().Name;
    }

    private bool IsTimeForEmpty(JobRun run)
    {
        if (lastEmpty.TryGetValue(run.Job, out var last) && (run.EndedAt - last).Duration() < BetweenEmpty)
        {
            return false;
        }

        lastEmpty[run.Job] = run.EndedAt;
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The run of {Job} could not be noted")]
    private static partial void LogNotKept(ILogger logger, string job, Exception e);
}
