using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>Where members stand in assignments today: those members whom the viewer answers for, by number.</summary>
public sealed class AssignmentStandings(CoursesDb db, SchoolCalendar calendar, StudyFacts facts)
{
    /// <summary>What was due longer ago than this is history and not a task.</summary>
    private const int MonthsBack = 12;

    /// <summary>Few enough for the parameters of one query in both databases.</summary>
    private const int MembersAtOnce = 1000;

    public Task<IReadOnlyList<AssigneeStanding>> RunAsync(IReadOnlyCollection<Guid> assignments, CancellationToken ct) =>
        ReadAsync(db.Assignees.Where(a => assignments.Contains(a.AssignmentId)), ct);

    /// <summary>All tasks of one member, also those that another branch gave before the member came.</summary>
    public Task<IReadOnlyList<AssigneeStanding>> OfMemberAsync(MemberId member, CancellationToken ct) =>
        ReadAsync(db.Assignees.Where(a => a.MemberId == member), ct);

    /// <summary>The tasks of all members of a unit, but for those long past.</summary>
    public Task<IReadOnlyList<AssigneeStanding>> OfUnitAsync(string unitPath, CancellationToken ct)
    {
        var (today, since, below) = (calendar.Today(), calendar.Today().AddMonths(-MonthsBack), unitPath + "/");
        var members = db.Memberships.InForce(today).Where(m => m.BranchPath == unitPath || m.BranchPath.StartsWith(below));
        return ReadAsync(db.Assignees.Where(a => a.DueOn >= since && members.Any(m => m.MemberId == a.MemberId)), ct);
    }

    private async Task<IReadOnlyList<AssigneeStanding>> ReadAsync(IQueryable<Assignee> assignees, CancellationToken ct)
    {
        var today = calendar.Today();
        var rows = await assignees.AsNoTracking()
            .Join(db.Memberships.InForce(today), a => a.MemberId, m => m.MemberId, (a, m) => new { Assignee = a, m.BranchId, m.BranchPath })
            .Join(db.Units, r => r.BranchId, u => u.UnitId, (r, u) => new { r.Assignee, r.BranchPath, BranchName = u.Name })
            .Join(db.Members, r => r.Assignee.MemberId, m => m.MemberId, (r, m) => new
            {
                r.Assignee,
                r.BranchPath,
                r.BranchName,
                m.Number,
                m.Name,
                Excuse = db.Exemptions.InForce(today).Where(e => e.MemberId == m.MemberId).OrderBy(e => e.ValidFrom).Select(e => (ExemptionKind?)e.Kind).FirstOrDefault(),
            })
            .OrderBy(r => r.Number).ThenBy(r => r.Assignee.DueOn)
            .ToListAsync(ct);

        // To see one's own row is not to answer for oneself.
        var covered = rows.Where(r => db.Viewer.Covers(r.BranchPath)).ToList();
        var done = await FactsAsync(
            [.. covered.Select(r => r.Assignee.MemberId).Distinct()], [.. covered.Select(r => r.Assignee.CourseKey).Distinct(StringComparer.Ordinal)], ct);
        return covered.ConvertAll(r =>
        {
            var task = AssignedTask.Of(r.Assignee);
            return new AssigneeStanding(
                r.Assignee.AssignmentId,
                task,
                r.Assignee.MemberId,
                r.Number,
                r.Name,
                r.BranchPath,
                r.BranchName,
                r.Excuse,
                Standing.OfAssignment(task, done(r.Assignee.MemberId), today));
        });
    }

    /// <summary>What a member has done in these courses, read for any number of members.</summary>
    internal async Task<Func<MemberId, IEnumerable<StudyFact>>> FactsAsync(
        IReadOnlyCollection<MemberId> members, IReadOnlyCollection<string> courseKeys, CancellationToken ct)
    {
        var all = new List<StudyFact>();
        foreach (var chunk in members.Chunk(MembersAtOnce))
        {
            all.AddRange((await facts.RunAsync(chunk, courseKeys, ct)).SelectMany(of => of));
        }

        var byMember = all.ToLookup(f => f.MemberId);
        return member => byMember[member];
    }
}

/// <param name="Excuse">The exception in force today; null for a member who must do the task.</param>
public sealed record AssigneeStanding(
    Guid AssignmentId,
    AssignedTask Task,
    MemberId MemberId,
    string Number,
    string Name,
    string BranchPath,
    string BranchName,
    ExemptionKind? Excuse,
    AssignmentStanding Standing)
{
    /// <summary>Not done, and excused today: neither reminded nor counted as missing.</summary>
    public bool IsExcused => Standing.State != AssignmentState.Done && Excuse is not null;

    /// <summary>Still to be done: whom a reminder is for.</summary>
    public bool IsOwed => Standing.State != AssignmentState.Done && Excuse is null;
}
