using System.Data;
using System.Data.Common;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <summary>
/// Gives pending entries their place in the log, oldest first, and signs the longer tree. The only writer of places, tiles
/// and checkpoints; members never wait for it. Safe to run at any time, twice, or from two processes: one run wins, the other
/// finds nothing left to do.
/// </summary>
public sealed class SealLedger(CoursesDb db, SchoolCalendar calendar, LedgerKeyFile keys)
{
    /// <summary>Entries sealed in one transaction. Bounds how long others wait for SQLite's one writer.</summary>
    internal const int BatchSize = 16_384;
    private const int PageSize = 1_024;

    /// <summary>Returns how many entries it sealed.</summary>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        var total = 0L;
        while (await db.Evidence.AnyAsync(e => e.Index == null, ct))
        {
            var before = await SizeAsync(ct);
            try
            {
                total += await SealBatchAsync(ct);
            }
            catch (Exception e) when (IsOfTheDatabase(e))
            {
                // Either another run has sealed these entries, and our numbers were refused; or the commit was stored and only
                // its answer got lost; or nothing was stored. The size of the log tells the last case from the others.
                db.ChangeTracker.Clear();
                if (await SizeAsync(ct) == before)
                {
                    throw;
                }

                return total;
            }
        }

        return total;
    }

    /// <summary>EF wraps a refusal by the database once or twice, depending on the statement and on the database.</summary>
    private static bool IsOfTheDatabase(Exception e) => e is DbException || e.InnerException is { } inner && IsOfTheDatabase(inner);

    private async Task<long> SizeAsync(CancellationToken ct) => await db.LedgerCheckpoints.MaxAsync(c => (long?)c.Size, ct) ?? 0;

    private async Task<long> SealBatchAsync(CancellationToken ct)
    {
        db.ChangeTracker.Clear();

        // Both statements below must see the same pending entries, also while members go on adding more.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var previous = await db.LedgerCheckpoints.AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct);
        using var key = previous is null ? keys.FindOrCreate() : FindKeyOf(previous);
        var edge = await TileEdge.LoadAsync(db, previous?.Size ?? 0, ct);
        if (previous is not null && !edge.Root().AsSpan().SequenceEqual(previous.RootHash))
        {
            // A signature under a tree that does not continue the last one could never be taken back.
            throw new LedgerBrokenException($"The tiles do not give the root of the checkpoint at {previous.Size}. Run 'ledger check'.");
        }

        var sealedNow = await PlaceEvidence.RunAsync(db, edge.Size, BatchSize, ct);
        if (sealedNow == 0)
        {
            return 0;
        }

        // The places are given, in this transaction only. If we stop here they are pending again, and may get other places next time.
        await AppendLeavesAsync(edge, edge.Size + sealedNow, ct);
        var checkpoint = new Checkpoint(key.Public.Name, edge.Size, edge.Root());
        var note = key.Sign(checkpoint);

        // Signed, but nobody has seen it: it is published by the commit. If we stop here, the next run may sign a different tree
        // of this size; that is no contradiction, because this signature is lost with our memory. So the note must not be
        // logged, sent or written anywhere before the commit.
        db.LedgerCheckpoints.Add(new LedgerCheckpoint(checkpoint.Size, checkpoint.RootHash, note, calendar.UtcNow()));
        await db.SaveChangesAsync(ct);

        // Places, tiles and checkpoint are stored together or not at all. The keys of all three tables refuse a rival's batch.
        await transaction.CommitAsync(ct);

        // From here on the log is this long, for ever.
        return sealedNow;
    }

    private LedgerKey FindKeyOf(LedgerCheckpoint previous)
    {
        var key = keys.Find() ?? throw new LedgerBrokenException("The log has checkpoints, but its key file is gone. Restore it from a backup.");
        if (Checkpoint.Open(previous.Note, keys.FindAllPublic()).Refusal is { } refusal)
        {
            key.Dispose();
            throw new LedgerBrokenException($"The last checkpoint is not signed by a key of this log ({refusal.Code}). Run 'ledger check'.");
        }

        return key;
    }

    private async Task AppendLeavesAsync(TileEdge edge, long size, CancellationToken ct)
    {
        while (edge.Size < size)
        {
            var (from, to) = (edge.Size, Math.Min(size, edge.Size + PageSize));
            var bodies = await db.Evidence.Where(e => e.Index >= from && e.Index < to).OrderBy(e => e.Index).Select(e => e.Body).ToListAsync(ct);
            if (bodies.Count != to - from)
            {
                throw new LedgerBrokenException($"Places {from} to {to - 1} hold {bodies.Count} entries. Run 'ledger check'.");
            }

            var hashes = new byte[bodies.Count * MerkleTree.HashSize];
            for (var i = 0; i < bodies.Count; i++)
            {
                MerkleTree.HashLeaf(bodies[i]).CopyTo(hashes, i * MerkleTree.HashSize);
            }

            edge.Append(hashes);
        }
    }
}

/// <summary>The stored log contradicts itself; nothing more is signed until a person has looked.</summary>
public sealed class LedgerBrokenException(string message) : Exception(message);
