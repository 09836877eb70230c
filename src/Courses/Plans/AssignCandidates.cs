using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Plans;

/// <summary>Says of every member a task is meant for whether it may be given, and if not, why.</summary>
internal sealed class AssignCandidates(CoursesDb db, DateOnly today, AssignInput input, FindDone findDone)
{
    public async Task<IReadOnlyList<AssignRow>> RunAsync(CancellationToken ct)
    {
        var candidates = await InUnit()
            .Join(db.Members, m => m.MemberId, m => m.MemberId, (membership, member) => new { member.MemberId, member.Number, member.Name, membership.BranchPath })
            .OrderBy(r => r.Number)
            .ToListAsync(ct);
        var assigned = await AssignedAsync(ct);
        var excuses = await ExcusesAsync(ct);
        var done = await findDone(input, [.. candidates.Select(c => c.MemberId)], ct);
        var rows = candidates
            .Select(c => new AssignRow(c.MemberId, c.Number, c.Name, c.BranchPath, Refuse(c.MemberId, assigned, done, excuses)))
            .ToList();
        return [.. rows, .. await StrangersAsync(rows, ct)];
    }

    private Refusal? Refuse(MemberId member, HashSet<MemberId> assigned, IReadOnlySet<MemberId> done, Dictionary<MemberId, Refusal> excuses)
    {
        if (assigned.Contains(member))
        {
            return new Refusal("Assign.AlreadyAssigned");
        }

        return done.Contains(member) ? new Refusal("Assign.AlreadyDone") : excuses.GetValueOrDefault(member);
    }

    private IQueryable<Membership> InUnit()
    {
        var below = input.UnitPath + "/";
        var all = db.Memberships.AsNoTracking().InForce(today).Where(m => m.BranchPath == input.UnitPath || m.BranchPath.StartsWith(below));
        return input.Members is { } chosen ? all.Where(m => chosen.Contains(m.MemberId)) : all;
    }

    private Task<HashSet<MemberId>> AssignedAsync(CancellationToken ct) =>
        db.Assignees.AsNoTracking()
            .Where(a => a.Kind == input.Kind && a.CourseKey == input.CourseKey && a.DueOn == input.DueOn)
            .Where(a => InUnit().Any(m => m.MemberId == a.MemberId))
            .Select(a => a.MemberId)
            .ToHashSetAsync(ct);

    /// <summary>A deferral excuses from this task only when it lasts beyond the due day.</summary>
    private async Task<Dictionary<MemberId, Refusal>> ExcusesAsync(CancellationToken ct)
    {
        var rows = await db.Exemptions.AsNoTracking().InForce(today)
            .Where(e => e.Kind != ExemptionKind.Deferred || e.ValidTo == null || e.ValidTo >= input.DueOn)
            .Where(e => InUnit().Any(m => m.MemberId == e.MemberId))
            .Select(e => new { e.MemberId, e.Kind, e.ValidTo })
            .ToListAsync(ct);
        return rows.GroupBy(e => e.MemberId).ToDictionary(g => g.Key, g => g.All(e => e.Kind == ExemptionKind.Deferred) && g.Max(e => e.ValidTo) is { } to
            ? new Refusal("Assign.Deferred", to)
            : new Refusal("Assign.Exempt"));
    }

    /// <summary>Chosen, but not of the unit: another branch's members, and ids that name nobody the viewer may see.</summary>
    private async Task<IEnumerable<AssignRow>> StrangersAsync(List<AssignRow> rows, CancellationToken ct)
    {
        var strangers = (input.Members ?? []).Except(rows.Select(r => r.MemberId)).ToList();
        if (strangers.Count == 0)
        {
            return [];
        }

        var known = await db.Members.AsNoTracking().Where(m => strangers.Contains(m.MemberId)).ToDictionaryAsync(m => m.MemberId, ct);
        return strangers.Select(id => known.TryGetValue(id, out var member)
            ? new AssignRow(id, member.Number, member.Name, "", new Refusal("Assign.NotInUnit"))
            : new AssignRow(id, "", "", "", new Refusal("Assign.NotInUnit")));
    }
}
