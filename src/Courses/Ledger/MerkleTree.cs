using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;

namespace Learning.Courses.Ledger;

/// <summary>Consecutive leaves of the tree, [Start, End).</summary>
public readonly record struct LeafRange(long Start, long End);

/// <summary>A node over 2^Level leaves, the Index-th of its kind from the left.</summary>
public readonly record struct TreeNode(int Level, long Index);

/// <summary>
/// The Merkle tree of RFC 6962 section 2.1 over SHA-256: how hashes are made, and which hashes a proof consists of. Proofs are
/// given as ranges of leaves, so that this stays arithmetic and whoever holds the hashes looks them up.
/// </summary>
public static class MerkleTree
{
    public const int HashSize = SHA256.HashSizeInBytes;
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    public static byte[] HashLeaf(ReadOnlySpan<byte> entry)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        buffer[0] = LeafPrefix;
        entry.CopyTo(buffer.AsSpan(1));
        var hash = SHA256.HashData(buffer.AsSpan(0, entry.Length + 1));
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;
    }

    public static byte[] HashChildren(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * HashSize)];
        buffer[0] = NodePrefix;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + HashSize)..]);
        return SHA256.HashData(buffer);
    }

    /// <summary>PATH of section 2.1.1: the subtrees beside the way from the leaf to the root, the leaf's sibling first.</summary>
    public static IReadOnlyList<LeafRange> InclusionPath(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<LeafRange>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + Split(end - start);
            if (index < middle)
            {
                path.Add(new(middle, end));
                end = middle;
            }
            else
            {
                path.Add(new(start, middle));
                start = middle;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>PROOF of section 2.1.2: the subtrees that show the smaller tree to be the beginning of the larger.</summary>
    public static IReadOnlyList<LeafRange> ConsistencyPath(long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        if (oldSize == 0 || oldSize == newSize)
        {
            return [];
        }

        var path = new List<LeafRange>();
        var (start, end) = (0L, newSize);
        while (end != oldSize)
        {
            var middle = start + Split(end - start);
            if (oldSize <= middle)
            {
                path.Add(new(middle, end));
                end = middle;
            }
            else
            {
                path.Add(new(start, middle));
                start = middle;
            }
        }

        // A subtree that begins at the first leaf is the old tree itself, whose root the verifier has.
        if (start != 0)
        {
            path.Add(new(start, end));
        }

        path.Reverse();
        return path;
    }

    /// <summary>The complete subtrees that make up a range, largest first. The range must begin where its largest subtree may.</summary>
    public static IEnumerable<TreeNode> Nodes(LeafRange range)
    {
        for (var start = range.Start; start < range.End;)
        {
            var level = BitOperations.Log2((ulong)(range.End - start));
            yield return new TreeNode(level, start >> level);
            start += 1L << level;
        }
    }

    /// <summary>The hash of a range from those of <see cref="Nodes"/>: the smaller subtrees on the right are joined first.</summary>
    public static byte[] Join(IEnumerable<byte[]> nodeHashes) =>
        nodeHashes.Reverse().Aggregate((right, left) => HashChildren(left, right));

    /// <summary>The hash over a power of two of hashes that lie side by side, as in a tile.</summary>
    public static byte[] JoinComplete(ReadOnlySpan<byte> hashes)
    {
        var count = hashes.Length / HashSize;
        return count == 1
            ? hashes.ToArray()
            : HashChildren(JoinComplete(hashes[..(count / 2 * HashSize)]), JoinComplete(hashes[(count / 2 * HashSize)..]));
    }

    /// <summary>The two subtrees of a range of at least two leaves.</summary>
    internal static (LeafRange Left, LeafRange Right) Halves(LeafRange range)
    {
        var middle = range.Start + Split(range.End - range.Start);
        return (new(range.Start, middle), new(middle, range.End));
    }

    /// <summary>The largest power of two smaller than the count.</summary>
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
