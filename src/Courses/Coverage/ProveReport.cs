using Learning.Courses.Ledger;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>
/// Writes a report with everything an outsider needs to count it again into one file. It names nobody, so it may be given away.
/// Proves what is stored, right or wrong: whoever reads the file checks it.
/// </summary>
public sealed class ProveReport(CoursesDb db)
{
    public const string Extension = ProofBundle.Extension;

    /// <summary>Few enough for the parameters of one query in both databases.</summary>
    private const int AtOnce = 5_000;

    /// <param name="file">Must allow going back in it.</param>
    public async Task<Outcome<Report>> RunAsync(Guid reportId, Stream file, CancellationToken ct)
    {
        var report = await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == reportId, ct);
        if (report is null || !db.Viewer.Covers(report.UnitPath))
        {
            return new Refusal("Report.NoSuchReport");
        }

        if (Report.HashOf(report.Body) != report.Hash || ReportBody.Read(report.Body).Value is not { } body)
        {
            return new Refusal("Report.Changed");
        }

        var own = await db.Evidence.AsNoTracking().Where(e => e.SourceId == report.Id).Select(e => e.Index).SingleAsync(ct);
        var log = new PublishedLog(db);
        if (own is not { } place || await log.CosignedAsync(place + 1, ct) is not { } checkpoint)
        {
            return new Refusal("Ledger.NotSealedYet");
        }

        var indices = await IndicesAsync(report, body, place, ct);
        var tree = log.Tree(checkpoint.Size);
        var inclusion = await tree.MultiProofAsync(indices, ct);
        var consistency = await tree.ConsistencyProofAsync(report.CheckpointSize, ct);
        await ProofBundle.CompressAsync(file, async text =>
        {
            await text.WriteAsync($"{ProofBundle.Header}\n{System.Text.Encoding.UTF8.GetString(report.Body)}\n");
            await WriteEntriesAsync(text, indices, ct);
            await WriteHashesAsync(text, inclusion);
            await WriteHashesAsync(text, consistency);
            await text.WriteAsync($"\n{checkpoint.Note}");
        });
        return report;
    }

    /// <summary>The report's own entry, the requirement's, those of the roster and of withdrawn passes, and those the boxes rest on; ascending.</summary>
    private async Task<List<long>> IndicesAsync(Report report, ReportBody body, long own, CancellationToken ct)
    {
        var requirement = await db.Requirements.Where(r => r.Key == report.RequirementKey)
            .Join(db.Evidence, r => r.Id, e => e.SourceId, (_, e) => e.Index!.Value)
            .SingleAsync(ct);
        var events = new RosterEvents(db);
        var roster = await events.IndicesAsync(report, ct);
        var withdrawals = body.RequirementKind == "RegularEducation" ? await events.WithdrawalsAsync(report, ct) : [];
        return [.. roster.Concat(withdrawals).Concat(body.Members.SelectMany(m => m.Evidence)).Append(own).Append(requirement).Distinct().Order()];
    }

    private async Task WriteEntriesAsync(TextWriter text, List<long> indices, CancellationToken ct)
    {
        foreach (var chunk in indices.Chunk(AtOnce))
        {
            var entries = await db.Evidence.Where(e => e.Index != null && chunk.Contains(e.Index.Value)).OrderBy(e => e.Index).Select(e => new { e.Index, e.Body }).ToListAsync(ct);
            foreach (var entry in entries)
            {
                await text.WriteAsync(ProofBundle.LineOf(entry.Index!.Value, entry.Body));
            }
        }
    }

    private static async Task WriteHashesAsync(TextWriter text, IReadOnlyList<byte[]> hashes)
    {
        await text.WriteAsync('\n');
        foreach (var hash in hashes)
        {
            await text.WriteAsync(Convert.ToBase64String(hash) + "\n");
        }
    }
}
