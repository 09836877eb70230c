using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <summary>
/// The right edge of the tree: the last tile of each level, to which new hashes are added. Knows the root, and needs for it
/// no other tile, so that growing the log costs the same however long it is.
/// </summary>
/// <param name="started">Is given each tile that is begun; it is filled afterwards.</param>
public sealed class TileEdge(Action<LedgerTile> started)
{
    private readonly List<LedgerTile?> open = [];
    private readonly List<long> next = [];

    public long Size { get; private set; }

    /// <summary>Takes up the edge where a log of this size left it. The tiles are tracked: filling them changes the stored rows.</summary>
    public static async Task<TileEdge> LoadAsync(CoursesDb db, long size, CancellationToken ct)
    {
        var edge = new TileEdge(tile => db.LedgerTiles.Add(tile)) { Size = size };
        for (var (level, hashes) = (0, size); hashes > 0; (level, hashes) = (level + 1, hashes / LedgerTile.FullWidth))
        {
            var (number, width) = Math.DivRem(hashes, LedgerTile.FullWidth);
            var tile = width == 0 ? null : await db.LedgerTiles.SingleOrDefaultAsync(t => t.Level == level && t.Number == number, ct);
            if (width != (tile?.Width ?? 0))
            {
                throw new LedgerBrokenException($"Tile {level}/{number} should hold {width} hashes, but holds {tile?.Width ?? 0}. Run 'ledger check'.");
            }

            edge.open.Add(tile);
            edge.next.Add(tile is null ? number : number + 1);
        }

        return edge;
    }

    public void Append(ReadOnlySpan<byte> leafHashes)
    {
        Size += leafHashes.Length / LedgerTile.HashSize;
        Append(0, leafHashes);
    }

    public byte[] Root()
    {
        // What is open at each level are the complete subtrees of the tree's size in binary, largest last in this order.
        var hashes = open.OfType<LedgerTile>()
            .SelectMany(tile => MerkleTree.Nodes(new(0, tile.Width)).Reverse().Select(node => Subtree(tile, node)))
            .Reverse()
            .ToList();
        return hashes.Count == 0 ? MerkleTree.EmptyRoot : MerkleTree.Join(hashes);
    }

    private void Append(int level, ReadOnlySpan<byte> hashes)
    {
        while (!hashes.IsEmpty)
        {
            var tile = OpenTile(level);
            var fits = Math.Min(hashes.Length, (LedgerTile.FullWidth - tile.Width) * LedgerTile.HashSize);
            tile.Append(hashes[..fits]);
            hashes = hashes[fits..];
            if (tile.Width == LedgerTile.FullWidth)
            {
                // Only a full tile is hashed into the level above.
                open[level] = null;
                Append(level + 1, MerkleTree.JoinComplete(tile.Hashes));
            }
        }
    }

    private LedgerTile OpenTile(int level)
    {
        if (level == open.Count)
        {
            open.Add(null);
            next.Add(0);
        }

        if (open[level] is { } tile)
        {
            return tile;
        }

        tile = new LedgerTile(level, next[level]++, []);
        started(tile);
        open[level] = tile;
        return tile;
    }

    private static byte[] Subtree(LedgerTile tile, TreeNode node)
    {
        var length = LedgerTile.HashSize << node.Level;
        return MerkleTree.JoinComplete(tile.Hashes.AsSpan((int)(node.Index * length), length));
    }
}
