using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>A member for whom a unit answers on one day, and whether training is required of the member on that day.</summary>
/// <param name="Excuse">The exception in force; null for a member who must come.</param>
public sealed record AudienceMember(
    MemberId MemberId, string Number, string Name, string BranchPath, ExemptionKind? Excuse, DateOnly? LastTrainedOn)
{
    internal Candidate AsCandidate() => new(MemberId, Number, LastTrainedOn);
}

internal static class Audience
{
    /// <summary>The memberships by which the unit answers for its members on that day, as known now and as far as the viewer may see.</summary>
    public static IQueryable<Membership> Memberships(CoursesDb db, string unitPath, DateOnly day)
    {
        var below = unitPath + "/";
        return db.Memberships.AsNoTracking()
            .Where(m => m.ReplacedAt == null && m.ValidFrom <= day && (m.ValidTo == null || m.ValidTo >= day))
            .Where(m => m.BranchPath == unitPath || m.BranchPath.StartsWith(below));
    }

    /// <summary>Whom these memberships concern, with what matters for training on that day; by number.</summary>
    public static async Task<List<AudienceMember>> ReadAsync(CoursesDb db, IQueryable<Membership> memberships, DateOnly day, CancellationToken ct)
    {
        var rows = await memberships
            .Join(db.Members.AsNoTracking(), m => m.MemberId, p => p.MemberId, (m, p) => new { m.MemberId, m.BranchPath, p.Number, p.Name })
            .Select(m => new AudienceMember(
                m.MemberId,
                m.Number,
                m.Name,
                m.BranchPath,
                db.Exemptions
                    .Where(e => e.MemberId == m.MemberId && e.ReplacedAt == null && e.ValidFrom <= day && (e.ValidTo == null || e.ValidTo >= day))
                    .OrderBy(e => e.ValidFrom)
                    .Select(e => (ExemptionKind?)e.Kind)
                    .FirstOrDefault(),
                db.CohortOutcomes.Where(o => o.MemberId == m.MemberId && o.Completed).Max(o => (DateOnly?)o.CompletedOn)))
            .ToListAsync(ct);

        // A roster with two branches for one person on one day is wrong, but it must not train that person twice.
        return [.. rows.OrderBy(r => r.Number, StringComparer.Ordinal).DistinctBy(r => r.MemberId)];
    }
}
