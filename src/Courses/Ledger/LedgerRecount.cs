using System.Text.Json;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <summary>
/// Builds the tree anew from the entries, by the code that sealed them, and compares it with the stored tiles and with every
/// signed checkpoint on the way.
/// </summary>
/// <param name="keys">Of the log, the one in force first. Each must sign every checkpoint from the entry on that puts it in force: who has stolen a former one cannot go on with it.</param>
internal sealed class LedgerRecount(CoursesDb db, IReadOnlyList<VerifierKey> keys, Checkpoint? outside)
{
    private VerifierKey signer = keys[^1];
    private VerifierKey? announced;
    private readonly List<LedgerTile> begun = []; // not compared yet
    private TileEdge? edge;
    private EvidenceEntry? suspect;
    private long vouchedFor;
    private long tileCount;

    public long Size => Edge.Size;
    public long Checkpoints { get; private set; }

    /// <summary>The size of the last checkpoint; no entry beyond it should have a place.</summary>
    public long SignedSize { get; private set; }

    /// <summary>An entry that differs from its tile. Which of the two is false, the next checkpoint tells.</summary>
    public LedgerFault? Suspicion => suspect is null ? null : FaultOf("Ledger.EntryChanged", suspect);

    private TileEdge Edge => edge ??= new TileEdge(begun.Add);

    /// <summary>Goes through consecutive entries from <see cref="Size"/> on, up to the first fault.</summary>
    public async Task<LedgerFault?> AddAsync(IReadOnlyList<EvidenceEntry> entries, CancellationToken ct)
    {
        var (from, to) = (Size, Size + entries.Count);
        var leaves = await LeafHashesAsync(from, to, ct);
        var checkpoints = await db.LedgerCheckpoints.AsNoTracking()
            .Where(c => c.Size > from && c.Size <= to)
            .ToDictionaryAsync(c => c.Size, ct);
        foreach (var entry in entries)
        {
            if (entry.Index != Size)
            {
                return new LedgerFault(new Refusal("Ledger.EntryMissing", Size), Size, null, null);
            }

            var leaf = MerkleTree.HashLeaf(entry.Body);
            if (!leaves.TryGetValue(Size, out var stored) || !stored.AsSpan().SequenceEqual(leaf))
            {
                suspect ??= entry;
            }

            Edge.Append(leaf);
            var fault = ColumnsDiffer(entry) ?? FollowKey(entry) ?? (checkpoints.TryGetValue(Size, out var checkpoint) ? Compare(checkpoint) : null) ?? CompareOutside();
            if (fault is not null)
            {
                return fault;
            }
        }

        return await CompareFullTilesAsync(ct);
    }

    /// <summary>What can be said only at the end: the tail, and that there is nothing more than there should be.</summary>
    public async Task<LedgerFault?> FinishAsync(CancellationToken ct)
    {
        var signed = await db.LedgerCheckpoints.MaxAsync(c => (long?)c.Size, ct) ?? 0;
        if (signed != Size)
        {
            var first = Math.Min(signed, Size);
            return new LedgerFault(new Refusal(signed > Size ? "Ledger.TailCut" : "Ledger.NotSigned", first, signed, Size), first, null, null);
        }

        if (!Same(signer, keys[0]) && !Same(announced, keys[0]))
        {
            return new LedgerFault(new Refusal("Ledger.KeyNotAnnounced", keys[0]), null, null, null);
        }

        if (outside is not null && outside.Size > Size)
        {
            return new LedgerFault(new Refusal("Ledger.RolledBack", outside.Size, Size), Size, null, null);
        }

        var fault = await CompareTilesAsync(begun, ct);
        return fault ?? (tileCount == await db.LedgerTiles.LongCountAsync(ct) ? null : new LedgerFault(new Refusal("Ledger.TileTooMany"), null, null, null));
    }

    public static LedgerFault FaultOf(string code, EvidenceEntry entry) =>
        new(new Refusal(code, entry.Index!, entry.Id, entry.Kind), entry.Index, entry.Id, entry.Kind);

    private async Task<Dictionary<long, byte[]>> LeafHashesAsync(long from, long to, CancellationToken ct)
    {
        var (first, last) = (from / LedgerTile.FullWidth, to / LedgerTile.FullWidth);
        var tiles = await db.LedgerTiles.AsNoTracking().Where(t => t.Level == 0 && t.Number >= first && t.Number <= last).ToListAsync(ct);
        return tiles
            .SelectMany(t => t.Hashes.Chunk(LedgerTile.HashSize).Select((hash, i) => (Index: (t.Number * LedgerTile.FullWidth) + i, Hash: hash)))
            .ToDictionary(leaf => leaf.Index, leaf => leaf.Hash);
    }

    /// <summary>The columns beside the bytes are for queries; the bytes are what is proved.</summary>
    private static LedgerFault? ColumnsDiffer(EvidenceEntry entry) =>
        EvidenceStatement.Read(entry.Body).Value is { } s
        && s.Id == entry.Id && s.Kind == entry.Kind && s.At == entry.At && s.Source == entry.SourceId
            ? null
            : FaultOf("Ledger.ColumnsDiffer", entry);

    /// <summary>An entry that changes the key changes who must sign; one that names a key of which nobody here knows is not ours.</summary>
    private LedgerFault? FollowKey(EvidenceEntry entry)
    {
        if (entry.Kind is not (LedgerKeyChange.InForceKind or LedgerKeyChange.AnnouncedKind) || EvidenceStatement.Read(entry.Body).Value is not { } statement)
        {
            return null;
        }

        using var facts = JsonDocument.Parse(statement.Facts);
        var named = facts.RootElement.TryGetProperty("key", out var text) ? text.GetString() : null;
        if (entry.Kind == LedgerKeyChange.AnnouncedKind)
        {
            // Of a change that was broken off the key may never have come into force, and is in no file.
            announced = keys.FirstOrDefault(k => k.ToString() == named);
            return null;
        }

        if (keys.FirstOrDefault(k => k.ToString() == named) is not { } key)
        {
            return FaultOf("Ledger.KeyUnknown", entry);
        }

        signer = key;
        return null;
    }

    private static bool Same(VerifierKey? one, VerifierKey other) => one?.ToString() == other.ToString();

    private LedgerFault? Compare(LedgerCheckpoint stored)
    {
        var opened = Checkpoint.Open(stored.Note, [signer]);
        if (opened.Value is not { } checkpoint || checkpoint.Size != stored.Size || !checkpoint.RootHash.AsSpan().SequenceEqual(stored.RootHash))
        {
            return new LedgerFault(new Refusal("Ledger.CheckpointChanged", stored.Size, vouchedFor), vouchedFor, null, null);
        }

        if (!checkpoint.RootHash.AsSpan().SequenceEqual(Edge.Root()))
        {
            return Suspicion ?? new LedgerFault(new Refusal("Ledger.RootDiffers", vouchedFor, stored.Size - 1, stored.Size), vouchedFor, null, null);
        }

        if (suspect is { } innocent)
        {
            // The entries give the signed root, so they are as they were, and the tile is not.
            suspect = null;
            return FaultOf("Ledger.TileChanged", innocent);
        }

        (Checkpoints, SignedSize, vouchedFor) = (Checkpoints + 1, stored.Size, stored.Size);
        return null;
    }

    private LedgerFault? CompareOutside() =>
        outside is null || outside.Size != Size || outside.RootHash.AsSpan().SequenceEqual(Edge.Root())
            ? null
            : new LedgerFault(new Refusal("Ledger.OutsideDiffers", outside.Size), null, null, null);

    private async Task<LedgerFault?> CompareFullTilesAsync(CancellationToken ct)
    {
        var full = begun.FindAll(t => t.Width == LedgerTile.FullWidth);
        begun.RemoveAll(t => t.Width == LedgerTile.FullWidth);
        return suspect is null ? await CompareTilesAsync(full, ct) : null;
    }

    private async Task<LedgerFault?> CompareTilesAsync(List<LedgerTile> tiles, CancellationToken ct)
    {
        foreach (var tile in tiles)
        {
            var stored = await db.LedgerTiles.AsNoTracking().SingleOrDefaultAsync(t => t.Level == tile.Level && t.Number == tile.Number, ct);
            if (stored is null || !stored.Hashes.AsSpan().SequenceEqual(tile.Hashes))
            {
                var first = tile.Number << (8 * (tile.Level + 1));
                return new LedgerFault(new Refusal("Ledger.TileOfLevelChanged", tile.Level, tile.Number, first), first, null, null);
            }

            tileCount++;
        }

        return null;
    }
}
