namespace Learning.Courses.Ledger;

/// <summary>
/// A full or partial tile of hashes (C2SP tlog-tiles): level, number within the level, and 1 to 256 hashes of 32 bytes.
/// A partial tile grows only by appending; a full one never changes.
/// </summary>
public sealed class LedgerTile
{
    public const int FullWidth = 256;
    public const int HashSize = 32;

    public LedgerTile(int level, long number, byte[] hashes)
    {
        (Level, Number, Hashes) = (level, number, hashes);
    }

    private LedgerTile()
    {
        Hashes = [];
    }

    public int Level { get; private set; }
    public long Number { get; private set; }
    public byte[] Hashes { get; private set; }

    public int Width => Hashes.Length / HashSize;

    public void Append(ReadOnlySpan<byte> hashes)
    {
        if (Hashes.Length + hashes.Length > FullWidth * HashSize || hashes.Length % HashSize != 0)
        {
            throw new ArgumentException("A tile holds at most 256 hashes of 32 bytes.", nameof(hashes));
        }

        Hashes = [.. Hashes, .. hashes];
    }
}

/// <summary>A signed tree head as it was published: C2SP tlog-checkpoint, byte for byte.</summary>
public sealed class LedgerCheckpoint
{
    public LedgerCheckpoint(long size, byte[] rootHash, string note, DateTime signedAt) =>
        (Size, RootHash, Note, SignedAt) = (size, rootHash, note, signedAt);

    private LedgerCheckpoint()
    {
        RootHash = [];
        Note = "";
    }

    /// <summary>Number of leaves; the primary key, so that two different trees of one size cannot both be published.</summary>
    public long Size { get; private set; }
    public byte[] RootHash { get; private set; }
    public string Note { get; private set; }
    public DateTime SignedAt { get; private set; }
}
