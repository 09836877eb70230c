using Learning.Courses.Notices;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Tells the branch, and some days later the town, of members who have no class to come.</summary>
[DisallowConcurrentExecution]
public sealed class EscalateJob(EscalateWaiting escalate) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Did(await escalate.RunAsync(cancellationToken));
}
