using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>
/// The entries from which follows whom a unit answered for: every membership in it, and every other of the same members, as far
/// as the report knew. The scope is lifted, because who has left since must be in the proof; the entries name nobody.
/// </summary>
internal sealed class RosterEvents(CoursesDb db)
{
    public async Task<List<long>> IndicesAsync(Report report, CancellationToken ct)
    {
        var (unit, below) = (report.UnitPath, report.UnitPath + "/");
        var (known, size) = (report.KnownAt, report.CheckpointSize);
        var memberships = db.Memberships.IgnoreQueryFilters([CoursesDb.Scope]).Where(m => m.RecordedAt <= known);
        var ours = memberships.Where(m => m.BranchPath == unit || m.BranchPath.StartsWith(below)).Select(m => m.MemberId).Distinct();
        return await memberships.Where(m => ours.Contains(m.MemberId))
            .Join(db.Evidence.Where(e => e.Index < size), m => m.Id, e => e.SourceId, (_, e) => e.Index!.Value)
            .ToListAsync(ct);
    }
}
