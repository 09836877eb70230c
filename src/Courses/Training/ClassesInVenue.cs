using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>What a venue holds from a day on.</summary>
/// <param name="ToCallOff">The viewer's own classes that can still be called off.</param>
/// <param name="TooNear">The viewer's own classes that have begun or begin tomorrow.</param>
/// <param name="Others">The days of classes that others must decide about; no more than the days is told.</param>
public sealed record VenueOutlook(
    Guid VenueId, string VenueName, DateOnly From, IReadOnlyList<Cohort> ToCallOff, IReadOnlyList<Cohort> TooNear, IReadOnlyList<ClassDays> Others);

/// <summary>Looks through the classes of a venue that drops out, in all its rooms: towns lend each other their halls, and each organiser calls off their own classes.</summary>
public sealed class ClassesInVenue(CoursesDb db, SchoolCalendar calendar)
{
    /// <returns>Null when there is no such venue.</returns>
    public async Task<VenueOutlook?> RunAsync(Guid venueId, DateOnly from, CancellationToken ct)
    {
        var venue = await db.Venues.AsNoTracking().SingleOrDefaultAsync(v => v.Id == venueId, ct);
        if (venue is null)
        {
            return null;
        }

        var rooms = await db.Venues.Where(v => v.Id == venueId || v.WithinId == venueId).Select(v => v.Id).ToListAsync(ct);
        var today = calendar.Today();
        var day = from > today ? from : today;
        var mine = (await db.Cohorts.AsNoTracking()
                .Where(c => rooms.Contains(c.VenueId) && c.ClosesOn >= day && (c.State == CohortState.Planned || c.State == CohortState.Open))
                .OrderBy(c => c.OpensOn).ThenBy(c => c.Id)
                .ToListAsync(ct))
            .FindAll(c => db.Viewer.HoldsOver(c.UnitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser));
        var taken = await TakenRooms.ReadAsync(db, rooms, day, DateOnly.MaxValue, ct);
        return new VenueOutlook(
            venueId, venue.Name, day, mine.FindAll(c => !c.IsLocked(today)), mine.FindAll(c => c.IsLocked(today)),
            [.. taken.SelectMany(t => t).Except(mine.Select(c => new ClassDays(c.OpensOn, c.ClosesOn)))]);
    }

    /// <summary>The venues and rooms in which the viewer has classes to come, and the venues of those rooms.</summary>
    public async Task<IReadOnlyList<VenueChoice>> ListAsync(CancellationToken ct)
    {
        var today = calendar.Today();
        var used = (await db.Cohorts.AsNoTracking()
                .Where(c => c.ClosesOn >= today && (c.State == CohortState.Planned || c.State == CohortState.Open))
                .Select(c => new { c.VenueId, c.UnitPath }).Distinct().ToListAsync(ct))
            .Where(c => db.Viewer.HoldsOver(c.UnitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser)).Select(c => c.VenueId).ToHashSet();
        return await db.Venues.AsNoTracking().Where(v => used.Contains(v.Id) || db.Venues.Any(r => r.WithinId == v.Id && used.Contains(r.Id))).OrderBy(v => v.Name).ThenBy(v => v.Id)
            .Select(v => new VenueChoice(v.Id, v.Name, v.Kind, v.Seats)).ToListAsync(ct);
    }
}
