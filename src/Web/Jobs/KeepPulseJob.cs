using Learning.Courses.Quizzes;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Notes that the site runs, so that the next start knows how long nobody was served.</summary>
[DisallowConcurrentExecution]
public sealed class KeepPulseJob(KeepPulse keepPulse) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await keepPulse.RunAsync(cancellationToken);
}
