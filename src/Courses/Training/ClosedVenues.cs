using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>Which venues hold no class when. Not cut down to the viewer: towns lend each other their halls.</summary>
internal static class ClosedVenues
{
    public static async Task<ILookup<Guid, Closure>> ReadAsync(CoursesDb db, IReadOnlyCollection<Guid> venues, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var closures = await db.Closures.AsNoTracking()
            .Where(c => c.From <= to && c.To >= from && c.Lifted == null)
            .OrderBy(c => c.From).ThenBy(c => c.Id)
            .ToListAsync(ct);
        if (closures.Count == 0)
        {
            return Array.Empty<(Guid, Closure)>().ToLookup(c => c.Item1, c => c.Item2);
        }

        var ids = venues.Distinct().ToList();
        var rooms = await db.Venues.AsNoTracking().Where(v => ids.Contains(v.Id)).ToListAsync(ct);
        return rooms.SelectMany(v => closures.Where(c => c.Closes(v)).Select(c => (v.Id, Closure: c))).ToLookup(c => c.Id, c => c.Closure);
    }
}
