using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>A member who has a place in a class that is near.</summary>
public sealed record ComingClass(MemberId MemberId, Guid CohortId, string Title, int Number, string VenueName, DateOnly OpensOn, DateTime FirstSessionAt, bool Moved);

/// <summary>Who should be told of a class that begins soon. Tells facts only; what is said, and that it is said once, is for the notices.</summary>
public sealed class CohortsToRemind(CoursesDb db, SchoolCalendar calendar)
{
    /// <param name="daysAhead">1 for the classes that begin tomorrow at the latest.</param>
    public async Task<IReadOnlyList<ComingClass>> RunAsync(int daysAhead, CancellationToken ct)
    {
        var (today, until) = (calendar.Today(), calendar.Today().AddDays(daysAhead));
        return await db.Cohorts.AsNoTracking()
            .Where(c => c.OpensOn > today && c.OpensOn <= until)
            .SelectMany(c => c.Enrolments.Where(e => e.GivenUp == null), (c, e) => new { Cohort = c, e.MemberId, e.MovedFrom })
            .OrderBy(p => p.Cohort.OpensOn).ThenBy(p => p.MemberId)
            .Select(p => new ComingClass(
                p.MemberId,
                p.Cohort.Id,
                db.Rotations.Where(r => r.Id == p.Cohort.RotationId).Select(r => r.Title).First(),
                p.Cohort.Number,
                db.Venues.Where(v => v.Id == p.Cohort.VenueId).Select(v => v.Name).First(),
                p.Cohort.OpensOn,
                p.Cohort.Sessions.Min(s => s.StartsAt),
                p.MovedFrom != null))
            .ToListAsync(ct);
    }
}
