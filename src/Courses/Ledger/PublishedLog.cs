using Learning.Courses.Ledger.Witnesses;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <summary>The log as the world may read it: the last checkpoint, and the tiles and entries under it.</summary>
public sealed class PublishedLog(CoursesDb db)
{
    /// <summary>A few rounds of a few witnesses.</summary>
    private const int RecentCosignatures = 50;

    public Task<LedgerCheckpoint?> LastCheckpointAsync(CancellationToken ct) =>
        db.LedgerCheckpoints.AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct);

    /// <summary>The last checkpoint, with the cosignatures it has by now.</summary>
    public async Task<CosignedCheckpoint?> LastCosignedAsync(CancellationToken ct) =>
        await LastCheckpointAsync(ct) is { } last ? new CosignedCheckpoint(last, await CosignaturesAsync(last.Size, ct)) : null;

    /// <summary>
    /// A checkpoint over at least so many entries: of those cosigned lately the one that most witnesses have cosigned, or the last
    /// when none has. Null when the log is not that long.
    /// </summary>
    public async Task<CosignedCheckpoint?> CosignedAsync(long atLeast, CancellationToken ct)
    {
        var recent = await db.LedgerCosignatures.AsNoTracking()
            .Where(c => c.Size >= atLeast).OrderByDescending(c => c.Size).ThenBy(c => c.Witness).Take(RecentCosignatures).ToListAsync(ct);
        var best = recent.GroupBy(c => c.Size).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).FirstOrDefault();
        if (best is not null)
        {
            var checkpoint = await db.LedgerCheckpoints.AsNoTracking().SingleAsync(c => c.Size == best.Key, ct);
            return new CosignedCheckpoint(checkpoint, await CosignaturesAsync(best.Key, ct));
        }

        return await LastCosignedAsync(ct) is { } last && last.Size >= atLeast ? last : null;
    }

    /// <summary>The hashes at the address; null when the log is not that long. A partial tile is the beginning of the one that grew from it.</summary>
    public async Task<byte[]?> TileAsync(int level, TilePath path, CancellationToken ct) =>
        await HashesAsync(level, path.Number, ct) is { } hashes && hashes.Length >= path.Width * LedgerTile.HashSize
            ? hashes[..(path.Width * LedgerTile.HashSize)]
            : null;

    /// <summary>The entries behind a level 0 tile; null when the log is not that long.</summary>
    public async Task<byte[]?> EntriesAsync(TilePath path, CancellationToken ct)
    {
        var from = path.Number * LedgerTile.FullWidth;
        var to = from + path.Width;
        var bodies = await db.Evidence.Where(e => e.Index >= from && e.Index < to).OrderBy(e => e.Index).Select(e => e.Body).ToListAsync(ct);
        return bodies.Count == path.Width ? EntryBundle.Write(bodies) : null;
    }

    /// <summary>The tree under a checkpoint of this size.</summary>
    public TiledTree Tree(long size) => new(size, HashesAsync);

    private async Task<IReadOnlyList<LedgerCosignature>> CosignaturesAsync(long size, CancellationToken ct) =>
        await db.LedgerCosignatures.AsNoTracking().Where(c => c.Size == size).OrderBy(c => c.Witness).ToListAsync(ct);

    private Task<byte[]?> HashesAsync(int level, long number, CancellationToken ct) =>
        db.LedgerTiles.AsNoTracking().Where(t => t.Level == level && t.Number == number).Select(t => t.Hashes).SingleOrDefaultAsync(ct);
}

/// <summary>A checkpoint with what the witnesses have said to it so far.</summary>
public sealed record CosignedCheckpoint(LedgerCheckpoint Checkpoint, IReadOnlyList<LedgerCosignature> Cosignatures)
{
    public long Size => Checkpoint.Size;
    public DateTime SignedAt => Checkpoint.SignedAt;

    /// <summary>The signed note, with the lines of the witnesses below that of the log.</summary>
    public string Note => Checkpoint.Note + string.Concat(Cosignatures.Select(c => c.Line));
}
