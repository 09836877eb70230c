using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

public sealed record BranchName(string Path, string Name, string ParentName);

/// <summary>Every branch of the district by name: where a member may be sent. Names of units are no secret; their members are.</summary>
public sealed class AllBranches(CoursesDb db)
{
    public async Task<IReadOnlyList<BranchName>> RunAsync(CancellationToken ct) =>
        await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Branch)
            .OrderBy(u => u.Path)
            .Select(u => new BranchName(u.Path, u.Name, db.Units.Where(p => p.UnitId == u.ParentId).Select(p => p.Name).First()))
            .ToListAsync(ct);
}
