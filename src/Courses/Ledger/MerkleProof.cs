namespace Learning.Courses.Ledger;

/// <summary>Checks proofs with nothing but the proof itself (RFC 9162 sections 2.1.3.2 and 2.1.4.2; the trees of RFC 6962 are the same).</summary>
public static class MerkleProof
{
    public static bool IsIncluded(byte[] leafHash, long index, long size, IReadOnlyList<byte[]> path, byte[] root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var walk = new Walk(index, size - 1);
        var hash = leafHash;
        foreach (var sibling in path)
        {
            if (walk.AtRoot)
            {
                return false;
            }

            hash = walk.StepsFromTheRight() ? MerkleTree.HashChildren(sibling, hash) : MerkleTree.HashChildren(hash, sibling);
        }

        return walk.AtRoot && hash.AsSpan().SequenceEqual(root);
    }

    public static bool IsConsistent(long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, IReadOnlyList<byte[]> path)
    {
        if (oldSize < 0 || oldSize > newSize)
        {
            return false;
        }

        if (oldSize == 0 || oldSize == newSize)
        {
            var expected = oldSize == 0 ? MerkleTree.EmptyRoot : newRoot;
            return path.Count == 0 && oldRoot.AsSpan().SequenceEqual(expected);
        }

        // A complete old tree is itself a node of the new one, and is left out of the proof.
        var hashes = long.IsPow2(oldSize) ? [oldRoot, .. path] : path;
        if (hashes.Count == 0)
        {
            return false;
        }

        var walk = Walk.FromTheEndOf(oldSize, newSize);
        var (oldHash, newHash) = (hashes[0], hashes[0]);
        foreach (var hash in hashes.Skip(1))
        {
            if (walk.AtRoot)
            {
                return false;
            }

            if (walk.StepsFromTheRight())
            {
                (oldHash, newHash) = (MerkleTree.HashChildren(hash, oldHash), MerkleTree.HashChildren(hash, newHash));
            }
            else
            {
                newHash = MerkleTree.HashChildren(newHash, hash);
            }
        }

        return walk.AtRoot && oldHash.AsSpan().SequenceEqual(oldRoot) && newHash.AsSpan().SequenceEqual(newRoot);
    }

    /// <summary>The way up from a node to the root: its number at the present level, and that of the last node there.</summary>
    private struct Walk(long node, long last)
    {
        private long node = node;
        private long last = last;

        public readonly bool AtRoot => last == 0;

        /// <summary>Starts at the largest complete subtree that ends where the old tree ends.</summary>
        public static Walk FromTheEndOf(long oldSize, long newSize)
        {
            var complete = System.Numerics.BitOperations.TrailingZeroCount(oldSize);
            return new Walk((oldSize - 1) >> complete, (newSize - 1) >> complete);
        }

        /// <summary>Goes up past one sibling; true when that sibling is on the left.</summary>
        public bool StepsFromTheRight()
        {
            var fromTheRight = (node & 1) == 1 || node == last;
            if (fromTheRight)
            {
                // The last node of a level may have no sibling there and rises until it has one.
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }

            (node, last) = (node >> 1, last >> 1);
            return fromTheRight;
        }
    }
}
