using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Storage.Runs;

/// <summary>Forgets old runs of jobs, and keeps the last of each job however old it is.</summary>
public sealed class TrimRuns(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>Of a job that runs a few times a day. Whoever asks in spring why nobody was reminded in winter finds it.</summary>
    private const int Days = 90;

    /// <summary>Of a job that runs every few seconds, which may do something each time.</summary>
    private const int DaysOfFrequent = 7;

    /// <returns>How many were forgotten.</returns>
    public async Task<int> RunAsync(IReadOnlyCollection<string> frequent, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var (old, oldOfFrequent) = (now.AddDays(-Days), now.AddDays(-DaysOfFrequent));
        return await db.JobRuns
            .Where(r => r.EndedAt < old || (r.EndedAt < oldOfFrequent && frequent.Contains(r.Job)))
            .Where(r => db.JobRuns.Any(later => later.Job == r.Job && later.EndedAt > r.EndedAt))
            .ExecuteDeleteAsync(ct);
    }
}
