using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <param name="Tasks">Counted as for an assignment, over all tasks of the member.</param>
/// <param name="NextDue">The earliest day among the tasks still owed.</param>
public sealed record BranchMember(
    MemberId MemberId,
    string Number,
    string Name,
    IReadOnlyList<PostKind> Posts,
    ExemptionKind? Excuse,
    DateOnly? ExcusedUntil,
    DateOnly? LastVisitOn,
    AssignmentCounts Tasks,
    DateOnly? NextDue);

/// <summary>The members of one branch with what each of them owes, by number.</summary>
public sealed class BranchMembers(CoursesDb db, SchoolCalendar calendar, AssignmentStandings standings)
{
    public async Task<Outcome<IReadOnlyList<BranchMember>>> RunAsync(string branchPath, CancellationToken ct)
    {
        if (!db.Viewer.Covers(branchPath))
        {
            return new Refusal("Organisation.NoSuchBranch");
        }

        var today = calendar.Today();
        var rows = await db.Memberships.InForce(today).Where(m => m.BranchPath == branchPath)
            .Join(db.Members, m => m.MemberId, m => m.MemberId, (_, m) => new
            {
                m.MemberId,
                m.Number,
                m.Name,
                Posts = db.Posts.InForce(today).Where(p => p.MemberId == m.MemberId).OrderBy(p => p.Kind).Select(p => p.Kind).ToList(),
                Excuses = db.Exemptions.InForce(today).Where(e => e.MemberId == m.MemberId).OrderBy(e => e.ValidFrom).Select(e => new { e.Kind, e.ValidTo }).ToList(),
                LastVisitOn = db.StandingVisits().Where(v => v.MemberId == m.MemberId).Max(v => (DateOnly?)v.VisitedOn),
            })
            .OrderBy(m => m.Number)
            .ToListAsync(ct);
        var tasks = (await standings.OfUnitAsync(branchPath, ct)).ToLookup(s => s.MemberId);
        return rows.ConvertAll(r => new BranchMember(
            r.MemberId,
            r.Number,
            r.Name,
            r.Posts,
            r.Excuses.FirstOrDefault()?.Kind,
            r.Excuses.FirstOrDefault()?.ValidTo,
            r.LastVisitOn,
            AssignmentCounts.Of(tasks[r.MemberId]),
            tasks[r.MemberId].Where(t => t.IsOwed).Select(t => (DateOnly?)t.Task.DueOn).Min()));
    }
}
