using Learning.Courses.Organisation;

namespace Learning.Courses.Training;

/// <summary>Which town a unit belongs to, and where it lies.</summary>
internal sealed class UnitMap(IEnumerable<Unit> units)
{
    private readonly Dictionary<string, Unit> units = units.ToDictionary(u => u.Path, StringComparer.Ordinal);

    public string NameOf(string path) => units[path].Name;

    /// <summary>The name of the town; that of the district for what belongs to no town.</summary>
    public string TownOf(string path) => Upwards(path).FirstOrDefault(u => u.Kind is UnitKind.Town, units[path]).Name;

    /// <summary>A branch without a place of its own is where its town is; a town is not where the district is.</summary>
    public MapPoint? PlaceOf(string path) => Upwards(path).TakeWhile((u, i) => i == 0 || u.Kind is UnitKind.Town).Select(u => u.Place).FirstOrDefault(p => p is not null);

    private IEnumerable<Unit> Upwards(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOf('/'))])
        {
            if (units.TryGetValue(at, out var unit))
            {
                yield return unit;
            }
        }
    }
}
