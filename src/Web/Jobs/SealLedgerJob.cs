using Learning.Courses.Ledger;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Seals pending evidence every few seconds, so that what was done is provable soon after.</summary>
[DisallowConcurrentExecution]
public sealed partial class SealLedgerJob(SealLedger seal, ILogger<SealLedgerJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await seal.RunAsync(cancellationToken);
            context.Did(count);
            if (count > 0)
            {
                LogSealed(log, count);
            }
        }
        catch (LedgerBrokenException e)
        {
            // Nothing is lost: evidence goes on being recorded, and is sealed when a person has put the log right.
            LogBroken(log, e);
            context.Failed(nameof(LedgerBrokenException));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sealed {Count} entries")]
    private static partial void LogSealed(ILogger logger, long count);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The ledger contradicts itself; nothing is signed until this is put right")]
    private static partial void LogBroken(ILogger logger, Exception e);
}
