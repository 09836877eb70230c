using Learning.Courses.Ledger;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>Says of every member of an answer what a report says: under the pseudonym of the ledger, with places in the ledger as evidence.</summary>
internal sealed class ReportRows(CoursesDb db)
{
    /// <summary>Few enough for the parameters of one query in both databases.</summary>
    private const int AtOnce = 5_000;

    /// <summary>The members by pseudonym. Everything they rest on must be sealed.</summary>
    public async Task<IReadOnlyList<(ReportMember Row, CoveredMember Member)>> ReadAsync(CoverageAnswer answer, CancellationToken ct)
    {
        // The pseudonym is read where it was written, and not made anew: so it is right also for somebody who was erased since.
        var roster = await EntriesAsync([.. answer.Names.Select(n => n.MembershipId)], withBody: true, ct);
        var evidence = await EntriesAsync([.. answer.Names.SelectMany(n => n.Standing.Evidence).Distinct()], withBody: false, ct);
        return [.. answer.Names
            .Select(member => (Row: Row(member, roster[member.MembershipId], evidence), Member: member))
            .OrderBy(pair => pair.Row.Subject, StringComparer.Ordinal)];
    }

    private static ReportMember Row(CoveredMember member, Entry membership, Dictionary<Guid, Entry> evidence)
    {
        var standing = member.Standing;
        return new ReportMember(
            EvidenceStatement.Read(membership.Body!).Value!.Subject!,
            member.Branch.Path,
            standing.Box,
            standing.IsOverdue,
            standing.Reason,
            standing.ExemptionReasonCode ?? "",
            standing.Hours?.Quarters ?? -1,
            standing.Threshold?.Quarters ?? -1,
            membership.Index,
            [.. standing.Evidence.Select(id => evidence[id].Index).Order()]);
    }

    private async Task<Dictionary<Guid, Entry>> EntriesAsync(List<Guid> sources, bool withBody, CancellationToken ct)
    {
        var found = new Dictionary<Guid, Entry>();
        foreach (var chunk in sources.Chunk(AtOnce))
        {
            var rows = await db.Evidence.AsNoTracking()
                .Where(e => chunk.Contains(e.SourceId))
                .Select(e => new { e.SourceId, e.Index, Body = withBody ? e.Body : null })
                .ToListAsync(ct);
            rows.ForEach(e => found.Add(e.SourceId, new Entry(e.Index ?? -1, e.Body)));
        }

        return found;
    }

    private sealed record Entry(long Index, byte[]? Body);
}
