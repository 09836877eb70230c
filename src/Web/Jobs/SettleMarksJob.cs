using Learning.Courses.Credits;
using Learning.Courses.Notices;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Writes the results of sittings whose answers a person has read, and tells their members.</summary>
[DisallowConcurrentExecution]
public sealed partial class SettleMarksJob(SettleMarks settleMarks, TellMarked tellMarked, ILogger<SettleMarksJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var settled = await settleMarks.RunAsync(cancellationToken);
        if (settled > 0)
        {
            LogSettled(log, settled);
        }

        context.Did(settled + await tellMarked.RunAsync(cancellationToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Wrote {Count} results after marking by hand")]
    private static partial void LogSettled(ILogger logger, int count);
}
