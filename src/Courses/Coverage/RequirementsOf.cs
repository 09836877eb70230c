using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>The requirements that bind a unit: its own and those of the units above it. Latest year first.</summary>
public sealed class RequirementsOf(CoursesDb db)
{
    private const int Most = 50;

    public Task<List<Requirement>> RunAsync(string unitPath, CancellationToken ct) => db.Requirements.AsNoTracking()
        .Where(r => unitPath == r.UnitPath || unitPath.StartsWith(r.UnitPath + "/"))
        .OrderByDescending(r => r.DueOn).ThenBy(r => r.Kind).ThenBy(r => r.Key)
        .Take(Most)
        .ToListAsync(ct);
}
