using Learning.Courses.Ledger.Recounts;
using Learning.Web.Hosting;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>
/// Counts every stored number again each night, and whenever somebody asks. Looks often whether the last night was missed; what it
/// finds stays on record and is said here once.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class RecountJob(RecountNumbers recount, NextRecount next, DifferenceList differences, RecountGauge gauge, ILogger<RecountJob> log) : IJob
{
    /// <summary>Said with a run that somebody asked for, at whatever hour.</summary>
    public const string AskedFor = "asked-for";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (context.MergedJobDataMap.ContainsKey(AskedFor) || await next.RunAsync(cancellationToken))
        {
            var outcome = await recount.RunAsync(cancellationToken);
            context.Did(outcome.Run.Numbers);
            if (outcome.Failures.Count > 0)
            {
                context.Failed(string.Join(", ", outcome.Failures.Keys));
            }

            Say(outcome);
        }

        gauge.Show(await differences.CountAsync(cancellationToken));
    }

    private void Say(RecountOutcome outcome)
    {
        LogCounted(log, outcome.Run.Numbers, outcome.Run.Open, outcome.Settled);
        foreach (var kind in outcome.Found.GroupBy(d => d.Kind, StringComparer.Ordinal))
        {
            // Who it is about stands on the page and not in a log that others read.
            LogDiffers(log, kind.Count(), kind.Key);
        }

        foreach (var (kind, why) in outcome.Failures)
        {
            LogFailed(log, kind, why);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Counted {Numbers} stored numbers again: {Open} differences are open, {Settled} are settled")]
    private static partial void LogCounted(ILogger logger, long numbers, int open, int settled);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} stored numbers of the kind '{Kind}' do not follow from the facts; see /admin/recount")]
    private static partial void LogDiffers(ILogger logger, int count, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "The numbers of the kind '{Kind}' could not be counted again")]
    private static partial void LogFailed(ILogger logger, string kind, Exception why);
}
