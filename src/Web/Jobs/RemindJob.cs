using Learning.Courses.Notices;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Reminds of tasks that are due soon and of classes that begin soon.</summary>
[DisallowConcurrentExecution]
public sealed partial class RemindJob(RemindDueSoon dueSoon, RemindCohorts cohorts, ILogger<RemindJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var tasks = await dueSoon.RunAsync(cancellationToken);
        var classes = await cohorts.RunAsync(cancellationToken);
        context.Did(tasks + classes);
        LogTold(log, tasks, classes);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reminded {Tasks} times of tasks and {Classes} times of classes")]
    private static partial void LogTold(ILogger logger, int tasks, int classes);
}
