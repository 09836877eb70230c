using Learning.Courses.Storage.Runs;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Forgets old runs of jobs, so that the list does not grow for ever.</summary>
[DisallowConcurrentExecution]
public sealed class TrimRunsJob(TrimRuns trim, IEnumerable<PlannedTrigger> planned) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Did(await trim.RunAsync([.. planned.Where(t => t.Every is not null).Select(t => t.Job)], cancellationToken));
}
