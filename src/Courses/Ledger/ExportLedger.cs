using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <summary>
/// Writes the log up to its last checkpoint into one file for somebody outside. It names nobody, so it may be given away; and
/// whoever keeps it can show later that the log was rewritten.
/// </summary>
public sealed class ExportLedger(CoursesDb db)
{
    private const int PageSize = 1_024;

    /// <returns>The checkpoint the file ends with, or the refusal when nothing has been sealed.</returns>
    public async Task<Outcome<CosignedCheckpoint>> RunAsync(TextWriter file, Action<LedgerProgress>? progress, CancellationToken ct)
    {
        if (await new PublishedLog(db).LastCosignedAsync(ct) is not { } checkpoint)
        {
            return new Refusal("Ledger.NotSealedYet");
        }

        await file.WriteAsync($"{LedgerArchive.Header}\n");
        for (var from = 0L; from < checkpoint.Size; from += PageSize)
        {
            var to = Math.Min(from + PageSize, checkpoint.Size);
            var entries = await db.Evidence.Where(e => e.Index >= from && e.Index < to).OrderBy(e => e.Index).Select(e => new { e.Index, e.Body }).ToListAsync(ct);
            foreach (var entry in entries)
            {
                await file.WriteAsync(LedgerArchive.LineOf(entry.Index!.Value, entry.Body));
            }

            progress?.Invoke(new LedgerProgress(to, checkpoint.Size));
        }

        await file.WriteAsync($"\n{checkpoint.Note}");
        return checkpoint;
    }
}
