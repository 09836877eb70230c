namespace Learning.Courses.Ledger;

/// <summary>
/// One proof for many leaves of a tree of RFC 6962. A proof for each would repeat the same hashes near the root; this one
/// holds each subtree without proved leaves once, from left to right.
/// </summary>
public static class MultiProof
{
    /// <summary>The subtrees whose hashes make the proof, from left to right.</summary>
    /// <param name="indices">Of the leaves to be proved, strictly ascending.</param>
    public static IReadOnlyList<LeafRange> Ranges(IReadOnlyList<long> indices, long size)
    {
        var ranges = new List<LeafRange>();
        if (size > 0)
        {
            Collect(new(0, size), 0, indices.Count);
        }

        return ranges;

        void Collect(LeafRange range, int first, int end)
        {
            if (first == end)
            {
                ranges.Add(range);
            }
            else if (range.End - range.Start > 1)
            {
                var (left, right) = MerkleTree.Halves(range);
                var middle = FirstFrom(indices, right.Start, first, end);
                Collect(left, first, middle);
                Collect(right, middle, end);
            }
        }
    }

    /// <summary>The root that leaves and proof give; null when the proof has not exactly the hashes it needs.</summary>
    public static byte[]? Root(IReadOnlyList<long> indices, IReadOnlyList<byte[]> leafHashes, long size, IReadOnlyList<byte[]> proof)
    {
        // A leaf outside the tree would be left over, and so seem to be proved.
        if (size <= 0 || indices.Any(i => i < 0 || i >= size))
        {
            return null;
        }

        var used = 0;
        var root = Hash(new(0, size), 0, indices.Count);
        return used == proof.Count ? root : null;

        byte[]? Hash(LeafRange range, int first, int end)
        {
            if (first == end)
            {
                return used < proof.Count ? proof[used++] : null;
            }

            if (range.End - range.Start == 1)
            {
                return leafHashes[first];
            }

            var (left, right) = MerkleTree.Halves(range);
            var middle = FirstFrom(indices, right.Start, first, end);
            return Hash(left, first, middle) is { } leftHash && Hash(right, middle, end) is { } rightHash
                ? MerkleTree.HashChildren(leftHash, rightHash)
                : null;
        }
    }

    /// <summary>Where, between first and end, the indices from a place on begin.</summary>
    private static int FirstFrom(IReadOnlyList<long> indices, long place, int first, int end)
    {
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = indices[middle] < place ? (middle + 1, end) : (first, middle);
        }

        return first;
    }
}
