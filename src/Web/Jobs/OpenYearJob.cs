using Learning.Courses;
using Learning.Courses.Plans;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Sets the requirements of the current year. The year's first run is on its first minute.</summary>
[DisallowConcurrentExecution]
public sealed class OpenYearJob(OpenYear openYear, SchoolCalendar calendar) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Did((await openYear.RunAsync(calendar.Today().Year, cancellationToken)).Count);
}
