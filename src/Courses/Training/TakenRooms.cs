using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

internal static class TakenRooms
{
    /// <summary>The days on which each venue has a class already. The scope is lifted because a room taken by another town is taken; no more than the days are told.</summary>
    public static async Task<ILookup<Guid, ClassDays>> ReadAsync(CoursesDb db, IReadOnlyCollection<Guid> venues, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var ids = venues.Distinct().ToList();
        var taken = await db.Cohorts.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
            .Where(c => ids.Contains(c.VenueId) && c.State != CohortState.CalledOff && c.OpensOn <= to && c.ClosesOn >= from)
            .OrderBy(c => c.OpensOn)
            .Select(c => new { c.VenueId, c.OpensOn, c.ClosesOn })
            .ToListAsync(ct);
        return taken.ToLookup(t => t.VenueId, t => new ClassDays(t.OpensOn, t.ClosesOn));
    }
}
