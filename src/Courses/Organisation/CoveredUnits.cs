using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <param name="Members">Everybody the unit and those below it answer for today.</param>
public sealed record CoveredUnit(string Path, string Name, UnitKind Kind, int Members)
{
    public bool IsChildOf(string path) => Path.StartsWith(path + "/", StringComparison.Ordinal) && !Path[(path.Length + 1)..].Contains('/');
}

/// <summary>The units the viewer answers for, from the root down.</summary>
public sealed class CoveredUnits(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<IReadOnlyList<CoveredUnit>> RunAsync(CancellationToken ct)
    {
        var paths = db.Viewer.Paths;
        var everything = db.Viewer.Everything;
        var units = await db.Units.AsNoTracking()
            .Where(u => everything || paths.Any(p => u.Path == p || u.Path.StartsWith(p + "/")))
            .OrderBy(u => u.Path)
            .Select(u => new { u.Path, u.Name, u.Kind })
            .ToListAsync(ct);
        var members = await db.Memberships.InForce(calendar.Today())
            .GroupBy(m => m.BranchPath)
            .Select(g => new { Path = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        return units.ConvertAll(u => new CoveredUnit(u.Path, u.Name, u.Kind, members.Where(m => Unit.IsWithin(m.Path, u.Path)).Sum(m => m.Count)));
    }
}
