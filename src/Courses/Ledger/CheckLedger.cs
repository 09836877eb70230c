using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <summary>
/// Checks the whole ledger: every entry against the tree, the tree against every signed checkpoint, and the rows people see
/// against the entries. Names the first entry that is not as it was. Writes nothing.
/// </summary>
public sealed class CheckLedger(CoursesDb db, LedgerKeyFile keys)
{
    /// <summary>A whole number of tiles, so that each is read once.</summary>
    private const int PageSize = 4 * LedgerTile.FullWidth;
    private readonly FactCheck facts = new(db);

    /// <param name="against">A checkpoint or proof that somebody kept outside: shows a database that was set back as a whole.</param>
    /// <returns>The verdict; a refusal when there is nothing to check by.</returns>
    public async Task<Outcome<LedgerVerdict>> RunAsync(string? against, Action<LedgerProgress>? progress, CancellationToken ct)
    {
        if (!db.Viewer.Everything)
        {
            throw new InvalidOperationException("A check that sees only part of the rows would call the rest missing.");
        }

        var known = keys.FindAllPublic();
        if (known.Count == 0)
        {
            return new Refusal("Ledger.NoKey");
        }

        var outside = against is null ? default : OpenOutside(against, known);
        if (outside.Refusal is { } refusal)
        {
            return refusal;
        }

        var total = await db.Evidence.LongCountAsync(e => e.Index != null, ct);
        var recount = new LedgerRecount(db, known, outside.Value);
        var fault = await FindFaultAsync(recount, done => progress?.Invoke(new(done, total)), ct);
        var pending = await db.Evidence.LongCountAsync(e => e.Index == null, ct);
        return new LedgerVerdict(recount.Size, recount.Checkpoints, pending, fault is null ? null : await NameEntryAsync(fault, ct));
    }

    private static Outcome<Checkpoint> OpenOutside(string text, IReadOnlyCollection<VerifierKey> known) =>
        Checkpoint.Open(ProofFile.CheckpointOf(text), known);

    private async Task<LedgerFault?> FindFaultAsync(LedgerRecount recount, Action<long> progress, CancellationToken ct)
    {
        while (true)
        {
            var from = recount.Size;
            var entries = await db.Evidence.AsNoTracking().Where(e => e.Index >= from).OrderBy(e => e.Index).Take(PageSize).ToListAsync(ct);
            var fault = entries.Count == 0 ? await recount.FinishAsync(ct) : await recount.AddAsync(entries, ct);
            var inFacts = await facts.FindChangedAsync(entries, ct);
            if (fault is not null || inFacts is not null || entries.Count == 0)
            {
                // A fault of a tile or checkpoint stands where it was noticed; the entry that differs stands before it.
                return First(recount.Suspicion, fault, inFacts) ?? await facts.FindWithoutEvidenceAsync(ct);
            }

            progress(recount.Size);
        }
    }

    private static LedgerFault? First(params LedgerFault?[] faults) =>
        faults.OfType<LedgerFault>().OrderBy(f => f.Index ?? long.MaxValue).FirstOrDefault();

    /// <summary>Says which entry stands at the place of the fault or, if it is gone, of what kind it was.</summary>
    private async Task<LedgerFault> NameEntryAsync(LedgerFault fault, CancellationToken ct)
    {
        if (fault.Kind is not null || fault.Index is null)
        {
            return fault;
        }

        if (await db.Evidence.AsNoTracking().SingleOrDefaultAsync(e => e.Index == fault.Index, ct) is { } entry)
        {
            return fault with { EntryId = entry.Id, Kind = entry.Kind };
        }

        return fault with { Kind = await facts.KindOfTheOneWithoutEvidenceAsync(ct) };
    }
}
