using Learning.Courses.Notices;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Mails what waits in the outbox. Does nothing where no mail server is set up.</summary>
[DisallowConcurrentExecution]
public sealed partial class SendOutboxJob(SendOutbox send, ILogger<SendOutboxJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var delivery = await send.RunAsync(cancellationToken);
        context.Did(delivery.Sent);
        if (delivery.Trouble is { } trouble)
        {
            LogTrouble(log, delivery.Failed, trouble);
            context.Failed("Mail");
        }

        if (delivery.Sent > 0)
        {
            LogSent(log, delivery.Sent);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Mailed {Count} messages")]
    private static partial void LogSent(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail server trouble, {Failed} messages will be tried again: {Trouble}")]
    private static partial void LogTrouble(ILogger logger, int failed, string trouble);
}
