using Learning.Courses.Credits;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Hands in what nobody handed in by its deadline.</summary>
[DisallowConcurrentExecution]
public sealed partial class CloseOverdueAttemptsJob(CloseOverdueAttempts closeOverdueAttempts, ILogger<CloseOverdueAttemptsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var closed = await closeOverdueAttempts.RunAsync(cancellationToken);
        context.Did(closed);
        if (closed > 0)
        {
            LogClosed(log, closed);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Closed {Count} overdue attempts")]
    private static partial void LogClosed(ILogger logger, int count);
}
