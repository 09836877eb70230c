using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>Where a unit lies on the district's grid; null when nobody has said so.</summary>
public sealed record UnitPlace(string Path, string Name, MapPoint? Place);

/// <summary>
/// Notes where towns and the district meet, so that a plan can send people near. A branch is where its town is. No fact that a
/// report rests on: a point may be moved without a trace.
/// </summary>
public sealed class PlaceUnits(CoursesDb db)
{
    /// <summary>A grid of a thousand kilometres holds any province.</summary>
    public const int Widest = 10_000;

    /// <summary>The units above the branches over which the viewer plans.</summary>
    public async Task<IReadOnlyList<UnitPlace>> ListAsync(CancellationToken ct)
    {
        var units = await db.Units.AsNoTracking().Where(u => u.Kind != UnitKind.Branch).OrderBy(u => u.Path).ToListAsync(ct);
        return [.. units.Where(IsMine).Select(u => new UnitPlace(u.Path, u.Name, u.Place))];
    }

    /// <summary>All of them or, with a reason, none.</summary>
    public async Task<Refusal?> RunAsync(IReadOnlyDictionary<string, MapPoint> places, CancellationToken ct)
    {
        var paths = places.Keys.ToList();
        var units = await db.Units.Where(u => paths.Contains(u.Path) && u.Kind != UnitKind.Branch).ToListAsync(ct);
        if (units.Count < places.Count || !units.TrueForAll(IsMine))
        {
            return new Refusal("Rotation.NotYourUnit");
        }

        if (places.Values.Any(p => p.East is < 0 or > Widest || p.North is < 0 or > Widest))
        {
            return new Refusal("Places.Range", Widest / 10);
        }

        units.ForEach(u => u.PlaceAt(places[u.Path]));
        await db.SaveChangesAsync(ct);
        return null;
    }

    private bool IsMine(Unit unit) => db.Viewer.HoldsOver(unit.Path, PostKind.TownOrganiser, PostKind.DistrictOrganiser);
}
