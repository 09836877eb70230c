using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

public sealed record UnitChoice(string Path, string Name);

/// <param name="Own">A venue, not a room in one, of a unit for which the viewer plans.</param>
public sealed record VenueChoice(Guid Id, string Name, VenueKind Kind, int Seats, bool Own = false);

/// <param name="Units">The units over which the viewer plans, and those directly below; a rotation is for one of them.</param>
/// <param name="Venues">Every place of the district, the viewer's own first: towns lend each other their halls.</param>
public sealed record PlanningChoices(IReadOnlyList<UnitChoice> Units, IReadOnlyList<VenueChoice> Venues);

/// <summary>What an organiser may choose from when planning a rotation.</summary>
public sealed class RotationChoices(CoursesDb db)
{
    private const int Most = 300;

    public async Task<PlanningChoices> RunAsync(CancellationToken ct)
    {
        var tops = db.Viewer.Posts.Where(p => p.Kind is PostKind.TownOrganiser or PostKind.DistrictOrganiser).Select(p => p.UnitId).Distinct().ToList();
        var units = await db.Units.AsNoTracking()
            .Where(u => tops.Contains(u.UnitId) || (u.ParentId != null && tops.Contains(u.ParentId.Value)))
            .OrderBy(u => u.Path)
            .Select(u => new UnitChoice(u.Path, u.Name))
            .Take(Most)
            .ToListAsync(ct);
        var venues = await db.Venues.AsNoTracking()
            .OrderBy(v => tops.Contains(v.UnitId) ? 0 : 1).ThenBy(v => v.Name).ThenBy(v => v.Id)
            .Select(v => new VenueChoice(v.Id, v.Name, v.Kind, v.Seats, v.WithinId == null && tops.Contains(v.UnitId)))
            .Take(Most)
            .ToListAsync(ct);
        return new PlanningChoices(units, venues);
    }
}
