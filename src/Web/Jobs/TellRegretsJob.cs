using Learning.Courses.Notices;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Tells whoever answers for a member that the member cannot come to a class.</summary>
[DisallowConcurrentExecution]
public sealed class TellRegretsJob(TellRegrets tell) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Did(await tell.RunAsync(cancellationToken));
}
