using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Storage.Runs;

/// <param name="Last">Null where it has not run yet.</param>
/// <param name="LastWork">The last run that did something or failed.</param>
public sealed record LastRuns(string Job, JobRun? Last, JobRun? LastWork);

/// <summary>What the jobs have done.</summary>
public sealed class RunList(CoursesDb db)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<LastRuns>> RunAsync(IReadOnlyList<string> jobs, CancellationToken ct)
    {
        var lasts = new List<LastRuns>();
        foreach (var job in jobs)
        {
            lasts.Add(new LastRuns(job, await Of(job).FirstOrDefaultAsync(ct), await Of(job).Where(r => r.Outcome != RunOutcome.Nothing).FirstOrDefaultAsync(ct)));
        }

        return lasts;
    }

    /// <summary>Those of one job, newest first.</summary>
    public async Task<IReadOnlyList<JobRun>> OfAsync(string job, CancellationToken ct) => await Of(job).Take(Most).ToListAsync(ct);

    private IOrderedQueryable<JobRun> Of(string job) => db.JobRuns.AsNoTracking().Where(r => r.Job == job).OrderByDescending(r => r.EndedAt).ThenByDescending(r => r.Id);
}
