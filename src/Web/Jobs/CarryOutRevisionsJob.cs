using Learning.Courses.Notices;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Goes on with every revision that is in force and not carried out to the end.</summary>
[DisallowConcurrentExecution]
public sealed partial class CarryOutRevisionsJob(CarryOutRevisions carryOut, ILogger<CarryOutRevisionsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var corrected = await carryOut.RunAsync(cancellationToken);
        context.Did(corrected);
        if (corrected > 0)
        {
            LogCorrected(log, corrected);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Revisions corrected {Count} results")]
    private static partial void LogCorrected(ILogger logger, int count);
}
