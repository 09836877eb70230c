using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <param name="UnitPath">To whom it was given; may be a unit above the viewer's.</param>
/// <param name="Counts">Of the members the viewer answers for.</param>
public sealed record AssignmentLine(Guid Id, AssignedTask Task, string UnitName, string UnitPath, DateTime GivenAt, AssignmentCounts Counts);

public sealed record AssignmentLines(IReadOnlyList<AssignmentLine> Lines, int Total);

/// <summary>The assignments that concern members the viewer answers for, given by the viewer or by those above; latest first.</summary>
public sealed class AssignmentList(CoursesDb db, AssignmentStandings standings)
{
    /// <param name="page">From 1.</param>
    public async Task<AssignmentLines> RunAsync(int page, int pageSize, CancellationToken ct)
    {
        // The scope shows a member's own tasks as well; a list to lead by holds those of the members one covers.
        var self = db.Viewer.MemberId;
        var all = db.Assignments.AsNoTracking().Where(a => db.Assignees.Any(s => s.AssignmentId == a.Id && s.MemberId != self)
            || (a.RecordedBy == self && db.Assignees.Any(s => s.AssignmentId == a.Id)));
        var heads = await all
            .OrderByDescending(a => a.RecordedAt).ThenByDescending(a => a.Id)
            .Skip((page - 1) * pageSize).Take(pageSize)
            .Join(db.Units, a => a.UnitId, u => u.UnitId, (a, u) => new { a.Id, a.Kind, a.CourseKey, a.DueOn, a.UnitPath, a.RecordedAt, u.Name })
            .ToListAsync(ct);
        var rows = (await standings.RunAsync([.. heads.Select(h => h.Id)], ct)).ToLookup(s => s.AssignmentId);
        return new AssignmentLines(
            [.. heads.OrderByDescending(h => h.RecordedAt).ThenByDescending(h => h.Id).Select(h => new AssignmentLine(
                h.Id, new AssignedTask(h.Kind, h.CourseKey, h.DueOn), h.Name, h.UnitPath, h.RecordedAt, AssignmentCounts.Of(rows[h.Id])))],
            await all.CountAsync(ct));
    }
}
