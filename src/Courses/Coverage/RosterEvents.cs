using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>
/// The entries from which follows whom a unit answered for: every membership in it, and every other of the same members, as far
/// as the report knew. The scope is lifted, because who has left since must be in the proof; the entries name nobody.
/// </summary>
internal sealed class RosterEvents(CoursesDb db)
{
    public Task<List<long>> IndicesAsync(Report report, CancellationToken ct)
    {
        var (size, ours) = (report.CheckpointSize, Ours(report));
        return Known(report).Where(m => ours.Contains(m.MemberId))
            .Join(db.Evidence.Where(e => e.Index < size), m => m.Id, e => e.SourceId, (_, e) => e.Index!.Value)
            .ToListAsync(ct);
    }

    /// <summary>The withdrawn passes of the same members: so that a reader can see that no box rests on one.</summary>
    public Task<List<long>> WithdrawalsAsync(Report report, CancellationToken ct)
    {
        var (known, size, ours) = (report.KnownAt, report.CheckpointSize, Ours(report));
        return db.CoursePassWithdrawals.IgnoreQueryFilters([CoursesDb.Scope])
            .Where(w => w.RecordedAt <= known && ours.Contains(w.MemberId))
            .Join(db.Evidence.Where(e => e.Index < size), w => w.Id, e => e.SourceId, (_, e) => e.Index!.Value)
            .ToListAsync(ct);
    }

    private IQueryable<Organisation.Membership> Known(Report report)
    {
        var known = report.KnownAt;
        return db.Memberships.IgnoreQueryFilters([CoursesDb.Scope]).Where(m => m.RecordedAt <= known);
    }

    private IQueryable<MemberId> Ours(Report report)
    {
        var (unit, below) = (report.UnitPath, report.UnitPath + "/");
        return Known(report).Where(m => m.BranchPath == unit || m.BranchPath.StartsWith(below)).Select(m => m.MemberId).Distinct();
    }
}
