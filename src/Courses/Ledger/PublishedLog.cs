using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <summary>The log as the world may read it: the last checkpoint, and the tiles and entries under it.</summary>
public sealed class PublishedLog(CoursesDb db)
{
    public Task<LedgerCheckpoint?> LastCheckpointAsync(CancellationToken ct) =>
        db.LedgerCheckpoints.AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct);

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

    private Task<byte[]?> HashesAsync(int level, long number, CancellationToken ct) =>
        db.LedgerTiles.AsNoTracking().Where(t => t.Level == level && t.Number == number).Select(t => t.Hashes).SingleOrDefaultAsync(ct);
}
