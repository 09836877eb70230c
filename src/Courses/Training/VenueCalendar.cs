using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training.OpenDays;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="Cohort">Null for a class that the viewer need not know more of than that the room is taken.</param>
public sealed record VenueClass(ClassDays Days, Guid? Cohort, int Number, string Rotation, int Placed, int Seats);

/// <param name="Own">Whether the viewer may take it back.</param>
public sealed record ShownClosure(Closure Closure, bool Own);

/// <param name="Own">Whether the viewer may close it.</param>
public sealed record VenueMonth(Venue Venue, string UnitName, bool Own, IReadOnlyList<VenueClass> Classes, IReadOnlyList<ShownClosure> Closures)
{
    public bool IsFree => Classes.Count + Closures.Count == 0;
}

/// <param name="First">The first day of the month.</param>
/// <param name="Year">Null when nothing is known of its holidays.</param>
/// <param name="Holidays">Those that touch the month.</param>
/// <param name="Closures">Those of whole units that touch the month.</param>
public sealed record VenueCalendarPage(
    DateOnly First, HolidayYear? Year, IReadOnlyList<PublicHoliday> Holidays, IReadOnlyList<ShownClosure> Closures, IReadOnlyList<VenueMonth> Venues, VenueGoalReached Goal, IReadOnlyList<UnitChoice> Units);

/// <summary>What every venue holds in a month, the viewer's own first: classes, closures, public holidays.</summary>
public sealed class VenueCalendar(CoursesDb db)
{
    /// <param name="day">Any day of the month.</param>
    public async Task<VenueCalendarPage> RunAsync(DateOnly day, CancellationToken ct)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        var last = first.AddMonths(1).AddDays(-1);
        var venues = await db.Venues.AsNoTracking().OrderBy(v => v.Name).ThenBy(v => v.Id).ToListAsync(ct);
        var paths = venues.Select(v => v.UnitPath).Distinct().ToList();
        var units = await db.Units.AsNoTracking().Where(u => paths.Contains(u.Path)).ToDictionaryAsync(u => u.Path, ct);
        var ids = venues.ConvertAll(v => v.Id);
        var closures = await ClosedVenues.ReadAsync(db, ids, first, last, ct);
        var classes = await ClassesAsync(ids, first, last, ct);
        var ofUnits = await db.Closures.AsNoTracking().Where(c => c.VenueId == null && c.Lifted == null && c.From <= last && c.To >= first).OrderBy(c => c.From).ToListAsync(ct);
        var schools = venues.FindAll(v => v.WithinId is null && v.Kind == VenueKind.PartySchool && units[v.UnitPath].Kind == UnitKind.Town && db.Viewer.Covers(v.UnitPath));
        var goal = VenueGoal.OfDistrict;
        var year = PublicHolidays.In(first.Year);
        return new VenueCalendarPage(
            first,
            year,
            [.. (year?.Holidays ?? []).Where(h => h.From <= last && h.To >= first)],
            ofUnits.ConvertAll(Shown),
            [.. venues.Select(v => new VenueMonth(v, units[v.UnitPath].Name, MayClose(v.UnitPath), [.. classes[v.Id]], [.. closures[v.Id].Where(c => c.VenueId is not null).Select(Shown)]))
                .OrderBy(m => m.Own ? 0 : 1)],
            new VenueGoalReached(goal, schools.Count(v => v.Stars >= goal.Stars), schools.Count),
            (await new RotationChoices(db).RunAsync(ct)).Units);
    }

    private ShownClosure Shown(Closure closure) => new(closure, MayClose(closure.UnitPath));

    private bool MayClose(string unitPath) => db.Viewer.HoldsOver(unitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser);

    private async Task<ILookup<Guid, VenueClass>> ClassesAsync(List<Guid> venues, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var seen = await db.Cohorts.AsNoTracking()
            .Where(c => venues.Contains(c.VenueId) && c.State != CohortState.CalledOff && c.OpensOn <= last && c.ClosesOn >= first)
            .Join(db.Rotations, c => c.RotationId, r => r.Id, (c, r) => new { c.Id, c.VenueId, c.OpensOn, c.ClosesOn, c.Number, c.Capacity, r.Title, Placed = c.Enrolments.Count(e => e.GivenUp == null) })
            .ToListAsync(ct);
        var own = seen.Select(c => (c.VenueId, Class: new VenueClass(new ClassDays(c.OpensOn, c.ClosesOn), c.Id, c.Number, c.Title, c.Placed, c.Capacity))).ToList();
        var days = own.Select(c => (c.VenueId, c.Class.Days)).ToHashSet();
        var taken = await TakenRooms.ReadAsync(db, venues, first, last, ct);
        var others = venues.SelectMany(v => taken[v].Where(d => !days.Contains((v, d))).Select(d => (VenueId: v, Class: new VenueClass(d, null, 0, "", 0, 0))));
        return own.Concat(others).OrderBy(c => c.Class.Days.OpensOn).ToLookup(c => c.VenueId, c => c.Class);
    }
}
