using Learning.Courses.Credits;
using Learning.Courses.Plans;
using Learning.Courses.Training;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Opens and closes the classes that are due, each by the rules of its last day. Often, because a night switched off is made up for at once. Who has completed a class gets a certificate.</summary>
[DisallowConcurrentExecution]
public sealed partial class RotateCohortsJob(RotateCohorts rotate, IssueClassCertificates issueCertificates, ILogger<RotateCohortsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var turned = await rotate.RunAsync(LeaveOn, cancellationToken);
        if (turned > 0)
        {
            LogTurned(log, turned);
        }

        // Also when nothing turned: the last run may have stopped between the two.
        context.Did(turned + await issueCertificates.RunAsync(cancellationToken));
    }

    /// <summary>What the rules of its last day allow to be missed of a class.</summary>
    internal static LeaveShare LeaveOn(DateOnly lastDay)
    {
        var limit = RulePacks.For(lastDay).AbsenceLimit;
        return new LeaveShare(limit.Parts, limit.Of);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Rotation made {Count} turns of cohorts")]
    private static partial void LogTurned(ILogger logger, int count);
}
