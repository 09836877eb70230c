using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

public sealed record PostLine(PostKind Kind, string UnitName, DateOnly From, DateOnly? To);

public sealed record ExemptionLine(ExemptionKind Kind, string ReasonCode, DateOnly From, DateOnly? To);

public sealed record CircumstanceLine(MemberCircumstanceKind Kind, DateOnly From, DateOnly? To);

/// <param name="VisitedBy">Null when the viewer may not see who went.</param>
/// <param name="AlongWith">Who went along; null for nobody, or when the viewer may not see who.</param>
/// <param name="Withdrawn">Why it does not count; null for one that does.</param>
/// <param name="MayConfirm">The viewer can be the second person.</param>
public sealed record VisitLine(
    Guid Id, DateOnly VisitedOn, string Studied, string? VisitedBy, string? AlongWith, EvidenceClass Class, VisitWithdrawn? Withdrawn, bool MayConfirm);

/// <param name="ToName">The branch that has not received the member yet.</param>
public sealed record TransferOnItsWay(string ToName, DateOnly SentOn);

/// <summary>One member as those see it who answer for them. Past posts and exemptions are there too: they explain past years.</summary>
public sealed record MemberCard(
    MemberId MemberId,
    string Number,
    string Name,
    int Age,
    DateOnly JoinedOn,
    string BranchName,
    string BranchPath,
    IReadOnlyList<PostLine> Posts,
    IReadOnlyList<ExemptionLine> Exemptions,
    IReadOnlyList<CircumstanceLine> Circumstances,
    IReadOnlyList<VisitLine> Visits,
    TransferOnItsWay? Transfer,
    IReadOnlyList<AssigneeStanding> Tasks)
{
    /// <summary>The others of the branch: who may have gone along on a visit.</summary>
    public required IReadOnlyList<Colleague> Colleagues { get; init; }

    /// <summary>When a floating member is at home.</summary>
    public required HomeStaySheet HomeStays { get; init; }
}

public sealed record Colleague(MemberId MemberId, string Name);

internal static class VisitLines
{
    /// <summary>The latest first, those that do not count among them.</summary>
    public static async Task<List<VisitLine>> ReadAsync(CoursesDb db, MemberId member, int most, CancellationToken ct)
    {
        var rows = await db.HomeVisits.AsNoTracking().Where(v => v.MemberId == member)
            .OrderByDescending(v => v.VisitedOn).ThenByDescending(v => v.Take)
            .Take(most)
            .Select(v => new
            {
                Row = v,
                VisitedBy = db.Members.Where(m => m.MemberId == v.VisitedBy).Select(m => m.Name).FirstOrDefault(),
                AlongWith = db.Members.Where(m => m.MemberId == v.AlongWith).Select(m => m.Name).FirstOrDefault(),
                Confirmation = db.HomeVisitConfirmations.FirstOrDefault(c => c.ConfirmsId == v.Id),
                Withdrawal = db.HomeVisitWithdrawals.FirstOrDefault(w => w.VisitId == v.Id),
            })
            .ToListAsync(ct);
        return rows.ConvertAll(r => new VisitLine(
            r.Row.Id,
            r.Row.VisitedOn,
            r.Row.Studied,
            r.VisitedBy,
            r.AlongWith,
            VisitClass.Of(r.Row, r.Confirmation),
            r.Withdrawal?.Because,
            r.Confirmation is null && r.Withdrawal is null && r.Row.VisitedBy != db.Viewer.MemberId));
    }
}

/// <summary>The visits paid to the member who asks.</summary>
public sealed class MyVisits(CoursesDb db)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<VisitLine>> RunAsync(CancellationToken ct) =>
        db.Viewer.MemberId is { } self ? await VisitLines.ReadAsync(db, self, Most, ct) : [];
}

public sealed class MemberDetail(CoursesDb db, SchoolCalendar calendar, AssignmentStandings standings)
{
    private const int VisitsShown = 20;

    public async Task<Outcome<MemberCard>> RunAsync(MemberId id, CancellationToken ct)
    {
        var covered = await Responsibility.FindAsync(db, id, calendar.Today(), ct);
        if (covered.Refusal is { } refusal)
        {
            return refusal;
        }

        var branch = covered.Value!;
        var member = await db.Members.AsNoTracking().SingleAsync(m => m.MemberId == id, ct);
        var branchName = await db.Units.Where(u => u.UnitId == branch.BranchId).Select(u => u.Name).SingleAsync(ct);
        return new MemberCard(
            id,
            member.Number,
            member.Name,
            member.AgeOn(calendar.Today()),
            member.JoinedOn,
            branchName,
            branch.BranchPath,
            await PostsAsync(id, ct),
            await ExemptionsAsync(id, ct),
            await CircumstancesAsync(id, ct),
            await VisitsAsync(id, ct),
            await TransferAsync(id, ct),
            [.. (await standings.OfMemberAsync(id, ct)).OrderByDescending(t => t.IsOwed).ThenBy(t => t.Task.DueOn)])
        {
            Colleagues = await ColleaguesAsync(id, branch.BranchPath, ct),
            HomeStays = await new HomeStays(db, calendar).RunAsync(id, ct),
        };
    }

    private Task<List<Colleague>> ColleaguesAsync(MemberId id, string branchPath, CancellationToken ct)
    {
        var self = db.Viewer.MemberId;
        return db.Memberships.InForce(calendar.Today()).Where(m => m.BranchPath == branchPath && m.MemberId != id && m.MemberId != self)
            .Join(db.Members, m => m.MemberId, m => m.MemberId, (_, m) => m)
            .OrderBy(m => m.Number)
            .Select(m => new Colleague(m.MemberId, m.Name))
            .ToListAsync(ct);
    }

    private Task<List<PostLine>> PostsAsync(MemberId id, CancellationToken ct) =>
        db.Posts.AsNoTracking().Where(p => p.MemberId == id && p.ReplacedAt == null)
            .OrderByDescending(p => p.ValidFrom)
            .Join(db.Units, p => p.UnitId, u => u.UnitId, (p, u) => new PostLine(p.Kind, u.Name, p.ValidFrom, p.ValidTo))
            .ToListAsync(ct);

    private Task<List<ExemptionLine>> ExemptionsAsync(MemberId id, CancellationToken ct) =>
        db.Exemptions.AsNoTracking().Where(e => e.MemberId == id && e.ReplacedAt == null)
            .OrderByDescending(e => e.ValidFrom)
            .Select(e => new ExemptionLine(e.Kind, e.ReasonCode, e.ValidFrom, e.ValidTo))
            .ToListAsync(ct);

    private Task<List<CircumstanceLine>> CircumstancesAsync(MemberId id, CancellationToken ct) =>
        db.Circumstances.AsNoTracking().Where(c => c.MemberId == id && c.ReplacedAt == null)
            .OrderByDescending(c => c.ValidFrom)
            .Select(c => new CircumstanceLine(c.Kind, c.ValidFrom, c.ValidTo))
            .ToListAsync(ct);

    private Task<List<VisitLine>> VisitsAsync(MemberId id, CancellationToken ct) => VisitLines.ReadAsync(db, id, VisitsShown, ct);

    private Task<TransferOnItsWay?> TransferAsync(MemberId id, CancellationToken ct) =>
        db.Transfers.AsNoTracking().Where(t => t.MemberId == id && !db.TransferReceipts.Any(r => r.TransferId == t.Id))
            .Join(db.Units, t => t.ToId, u => u.UnitId, (t, u) => new TransferOnItsWay(u.Name, t.SentOn))
            .FirstOrDefaultAsync(ct);
}
