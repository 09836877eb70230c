using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Storage.Runs;

/// <summary>
/// Notes a run of a job. Of the runs that found nothing to do only the last is kept: there is one every few seconds, and all they
/// tell is that the job is alive.
/// </summary>
public sealed class KeepRun(CoursesDb db)
{
    public async Task RunAsync(JobRun run, CancellationToken ct)
    {
        db.JobRuns.Add(run);
        await db.SaveChangesAsync(ct);
        if (run is { Outcome: RunOutcome.Nothing, Asked: false, TakenOver: false })
        {
            await db.JobRuns
                .Where(r => r.Job == run.Job && r.Id != run.Id && r.Outcome == RunOutcome.Nothing && !r.Asked && !r.TakenOver)
                .ExecuteDeleteAsync(ct);
        }
    }
}
