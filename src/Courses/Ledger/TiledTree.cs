namespace Learning.Courses.Ledger;

/// <summary>Gives the hashes of a tile, as many as there are; null when there is no such tile.</summary>
public delegate Task<byte[]?> ReadTile(int level, long number, CancellationToken ct);

/// <summary>A tree of a given size whose hashes are in tiles, wherever those are kept. Reads each tile once.</summary>
public sealed class TiledTree(long size, ReadTile read)
{
    /// <summary>A tile holds eight levels of the tree: its hashes, and those that can be computed from them.</summary>
    private const int LevelsPerTile = 8;
    private readonly Dictionary<(int Level, long Number), byte[]> tiles = [];

    public Task<byte[]> RootAsync(CancellationToken ct) =>
        size == 0 ? Task.FromResult(MerkleTree.EmptyRoot) : HashAsync(new LeafRange(0, size), ct);

    public Task<IReadOnlyList<byte[]>> InclusionProofAsync(long index, CancellationToken ct) =>
        HashesAsync(MerkleTree.InclusionPath(index, size), ct);

    public Task<IReadOnlyList<byte[]>> ConsistencyProofAsync(long oldSize, CancellationToken ct) =>
        HashesAsync(MerkleTree.ConsistencyPath(oldSize, size), ct);

    /// <summary>See <see cref="MultiProof"/>.</summary>
    public Task<IReadOnlyList<byte[]>> MultiProofAsync(IReadOnlyList<long> indices, CancellationToken ct) =>
        HashesAsync(MultiProof.Ranges(indices, size), ct);

    private async Task<IReadOnlyList<byte[]>> HashesAsync(IReadOnlyList<LeafRange> ranges, CancellationToken ct)
    {
        var hashes = new List<byte[]>(ranges.Count);
        foreach (var range in ranges)
        {
            hashes.Add(await HashAsync(range, ct));
        }

        return hashes;
    }

    private async Task<byte[]> HashAsync(LeafRange range, CancellationToken ct)
    {
        var nodes = new List<byte[]>();
        foreach (var node in MerkleTree.Nodes(range))
        {
            nodes.Add(await HashAsync(node, ct));
        }

        return MerkleTree.Join(nodes);
    }

    private async Task<byte[]> HashAsync(TreeNode node, CancellationToken ct)
    {
        var (level, above) = Math.DivRem(node.Level, LevelsPerTile);
        var (number, offset) = Math.DivRem(node.Index << above, LedgerTile.FullWidth);
        var hashes = await TileAsync(level, number, ct);
        var (start, length) = ((int)offset * LedgerTile.HashSize, LedgerTile.HashSize << above);
        return start + length <= hashes.Length
            ? MerkleTree.JoinComplete(hashes.AsSpan(start, length))
            : throw new InvalidDataException($"Tile {level}/{number} is too short for a tree of {size}.");
    }

    private async Task<byte[]> TileAsync(int level, long number, CancellationToken ct)
    {
        if (!tiles.TryGetValue((level, number), out var hashes))
        {
            hashes = await read(level, number, ct) ?? throw new InvalidDataException($"Tile {level}/{number} is missing.");
            tiles.Add((level, number), hashes);
        }

        return hashes;
    }
}
