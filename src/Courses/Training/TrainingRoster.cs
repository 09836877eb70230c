using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training.Planning;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>What the planner must know about the people of a unit, for a first plan and for every later one.</summary>
internal sealed class TrainingRoster(CoursesDb db, string unitPath, DateOnly from, DateOnly to)
{
    /// <summary>Who sits on a branch's committee on the first day.</summary>
    public async Task<HashSet<MemberId>> CommitteeAsync(CancellationToken ct)
    {
        var below = unitPath + "/";
        return await db.Posts.AsNoTracking()
            .Where(p => p.ReplacedAt == null && p.ValidFrom <= from && (p.ValidTo == null || p.ValidTo >= from))
            .Where(p => p.Kind == PostKind.BranchSecretary || p.Kind == PostKind.CommitteeMember)
            .Where(p => p.UnitPath == unitPath || p.UnitPath.StartsWith(below))
            .Select(p => p.MemberId).ToHashSetAsync(ct);
    }

    /// <summary>Exceptions that begin after the first day: meanwhile the member cannot come.</summary>
    public async Task<ILookup<MemberId, (ExemptionKind Kind, ClassDays Days)>> AwayAsync(CancellationToken ct)
    {
        var later = await db.Exemptions.AsNoTracking()
            .Where(e => e.ReplacedAt == null && e.ValidFrom > from && e.ValidFrom <= to)
            .OrderBy(e => e.ValidFrom)
            .Select(e => new { e.MemberId, e.Kind, e.ValidFrom, e.ValidTo })
            .ToListAsync(ct);
        return later.ToLookup(e => e.MemberId, e => (e.Kind, new ClassDays(e.ValidFrom, e.ValidTo ?? to)));
    }

    /// <summary>Days on which members cannot come by what they have said and was accepted: those of the class, and those they named. Excuses nobody from training.</summary>
    public async Task<ILookup<MemberId, ClassDays>> CannotAsync(CancellationToken ct)
    {
        var accepted = await db.Regrets.AsNoTracking()
            .Where(r => r.End!.Answer == RegretAnswer.Accepted)
            .Join(db.Cohorts, r => r.CohortId, c => c.Id, (r, c) => new { Regret = r, c.OpensOn, c.ClosesOn })
            .Where(r => (r.OpensOn <= to && r.ClosesOn >= from) || (r.Regret.ImpossibleFrom <= to && r.Regret.ImpossibleTo >= from))
            .ToListAsync(ct);
        return accepted.SelectMany(r => OtherClass.DaysOf(r.Regret, new ClassDays(r.OpensOn, r.ClosesOn)).Select(d => (r.Regret.MemberId, Days: d)))
            .ToLookup(d => d.MemberId, d => d.Days);
    }

    /// <summary>Who floats on the first day: away for six months or more, and not transferred.</summary>
    public Task<HashSet<MemberId>> FloatingAsync(CancellationToken ct) => db.FloatingOn(from).ToHashSetAsync(ct);

    /// <summary>
    /// The days on which floating members are at home, of those who have said so: they can come on no others. Whoever has said
    /// nothing is placed as if at home all year, because nobody knows better.
    /// </summary>
    public async Task<ILookup<MemberId, ClassDays>> WindowsAsync(CancellationToken ct)
    {
        var floating = db.FloatingOn(from);
        var stays = await db.StandingHomeStays().AsNoTracking()
            .Where(s => s.To >= from && floating.Contains(s.MemberId))
            .OrderBy(s => s.From)
            .Select(s => new { s.MemberId, s.From, s.To })
            .ToListAsync(ct);
        return stays.ToLookup(s => s.MemberId, s => new ClassDays(s.From, s.To));
    }

    /// <summary>Whoever is excused on the days of every class need not come to this rotation: there is none they could come to.</summary>
    public static AudienceMember Excuse(AudienceMember member, List<(ExemptionKind Kind, ClassDays Days)> away, IEnumerable<ClassDays> classes) =>
        member.Excuse is null && away.Count > 0 && classes.All(c => away.Exists(a => a.Days.Overlaps(c))) ? member with { Excuse = away[^1].Kind } : member;

    public static List<PlanBranch> Branches(IEnumerable<AudienceMember> audience, HashSet<MemberId> committee, UnitMap map) =>
    [
        .. audience.GroupBy(m => m.BranchPath, StringComparer.Ordinal).OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => new PlanBranch(
            b.Key, map.TownOf(b.Key), map.PlaceOf(b.Key) ?? default, b.Count(), b.Count(m => committee.Contains(m.MemberId)))),
    ];

    public static List<PlanPerson> People(
        IEnumerable<AudienceMember> required, HashSet<MemberId> committee, ILookup<MemberId, (ExemptionKind Kind, ClassDays Days)> away,
        ILookup<MemberId, ClassDays> cannot, ILookup<MemberId, ClassDays> windows) =>
    [
        .. required.Select(m => new PlanPerson(m.MemberId, m.Number, m.BranchPath, m.LastTrainedOn, committee.Contains(m.MemberId))
        {
            Away = [.. away[m.MemberId].Select(a => a.Days), .. cannot[m.MemberId]],
            Windows = [.. windows[m.MemberId]],
        }),
    ];

    /// <param name="farthest">In kilometres; null for anywhere.</param>
    public static PlanLimits Limits(int branchShare, int committeeShare, int? farthest) =>
        new(branchShare, committeeShare, farthest is { } km ? Math.Min(km, 10_000) * 10 : int.MaxValue);
}
