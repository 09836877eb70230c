using System.Globalization;

namespace Learning.Courses.Ledger;

/// <summary>
/// The whole log in one text file: a line "index hash entry" for each entry, an empty line, and the checkpoint. The hash
/// repeats what the entry says, so that of a damaged file we can tell which entry is the damaged one.
/// </summary>
public static class LedgerArchive
{
    public const string Header = "lunxun.ledger-archive@v1";
    public const string Extension = ".ledger";

    public static string LineOf(long index, byte[] entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{index} {Convert.ToBase64String(MerkleTree.HashLeaf(entry))} {Convert.ToBase64String(entry)}\n");

    /// <summary>Reads on after the header, up to the first fault.</summary>
    internal static Finding Check(TextReader reader, Trust trusted)
    {
        var edge = new TileEdge(_ => { });
        for (var line = StrictText.ReadLine(reader); line is not ""; line = StrictText.ReadLine(reader))
        {
            if (line is null || Read(line) is not var (index, hash, entry))
            {
                return Bad(new Refusal("Verify.BadArchive", edge.Size), edge.Size);
            }

            if (index != edge.Size)
            {
                return Bad(new Refusal("Verify.EntryMissing", edge.Size, index), edge.Size);
            }

            var leaf = MerkleTree.HashLeaf(entry);
            if (!leaf.AsSpan().SequenceEqual(hash))
            {
                var claimed = EvidenceStatement.Read(entry).Value;
                return Bad(new Refusal("Verify.EntryChanged", index, claimed?.Id.ToString() ?? "?", claimed?.Kind ?? "?"), index, claimed);
            }

            edge.Append(leaf);
        }

        var opened = trusted.Open(reader.ReadToEnd());
        return opened.Value is var (checkpoint, signer, witnesses)
            ? new Finding(Compare(edge, checkpoint), null, Math.Min(edge.Size, checkpoint.Size), checkpoint) { Witnesses = witnesses, Signer = signer }
            : new Finding(opened.Refusal, null, null, null);
    }

    private static Refusal? Compare(TileEdge edge, Checkpoint checkpoint)
    {
        if (edge.Size != checkpoint.Size)
        {
            return new Refusal("Verify.TailCut", Math.Min(edge.Size, checkpoint.Size), checkpoint.Size, edge.Size);
        }

        return edge.Root().AsSpan().SequenceEqual(checkpoint.RootHash) ? null : new Refusal("Verify.RootDiffers", checkpoint.Size);
    }

    private static (long Index, byte[] Hash, byte[] Entry)? Read(string line)
    {
        var parts = line.Split(' ');
        return parts.Length == 3 && StrictText.Number(parts[0]) is { } index && StrictText.Hash(parts[1]) is { } hash && StrictText.Base64(parts[2]) is { } entry
            ? (index, hash, entry)
            : null;
    }

    private static Finding Bad(Refusal refusal, long index, EvidenceStatement? claimed = null) => new(refusal, claimed, index, null);
}
