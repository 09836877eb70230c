using Learning.Courses.Ledger.Witnesses;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Has the newest checkpoint cosigned. Apart from sealing, so that a witness that is slow or away holds up nothing.</summary>
[DisallowConcurrentExecution]
public sealed partial class AskWitnessesJob(AskWitnesses ask, ILogger<AskWitnessesJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // Only what has changed comes back, so each trouble is said once and its end once.
        var changed = await ask.RunAsync(cancellationToken);
        context.Did(changed.Count);
        foreach (var now in changed)
        {
            switch (now.State)
            {
                case WitnessState.Agrees:
                    LogAgrees(log, now.Witness, now.Size);
                    break;
                case WitnessState.Contradicts:
                    LogContradicts(log, now.Witness, now.Size, now.Reason);
                    break;
                default:
                    LogTrouble(log, now.Witness, now.State, now.Size, now.Reason);
                    break;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The witness {Witness} cosigns (checkpoint of {Size})")]
    private static partial void LogAgrees(ILogger logger, string witness, long size);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The witness {Witness} does not cosign: {State} (checkpoint of {Size}): {Reason}")]
    private static partial void LogTrouble(ILogger logger, string witness, WitnessState state, long size, string? reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The witness {Witness} says that this ledger does not continue what it has seen (checkpoint of {Size}): {Reason}")]
    private static partial void LogContradicts(ILogger logger, string witness, long size, string? reason);
}
