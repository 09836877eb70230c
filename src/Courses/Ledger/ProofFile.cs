using System.Text;

namespace Learning.Courses.Ledger;

/// <summary>
/// A proof that an entry is in the log, as text (C2SP tlog-proof). The entry itself travels in the "extra" line, so that the
/// file needs nothing else. Not trusted until <see cref="VerifyProof"/> has looked.
/// </summary>
public sealed record ProofFile(byte[]? Entry, long Index, IReadOnlyList<byte[]> Path, string CheckpointNote)
{
    public const string Header = "c2sp.org/tlog-proof@v1";
    public const string Extension = ".tlog-proof";

    /// <summary>A tree of 2^63 leaves has paths of this length.</summary>
    private const int LongestPath = 63;

    public static Outcome<ProofFile> Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : text[..end].Split('\n');
        if (lines.Length < 2 || lines[0] != Header)
        {
            return new Refusal("Verify.BadProof");
        }

        var rest = lines.AsSpan(1);
        byte[]? entry = null;
        if (Value(rest[0], "extra ") is { } extra)
        {
            entry = StrictText.Base64(extra);
            rest = rest[1..];
            if (entry is null || rest.IsEmpty)
            {
                return new Refusal("Verify.BadProof");
            }
        }

        var path = rest[1..].ToArray().Select(line => StrictText.Hash(line)).OfType<byte[]>().ToList();
        return Value(rest[0], "index ") is { } number && StrictText.Number(number) is { } index
            && path.Count == rest.Length - 1 && path.Count <= LongestPath
                ? new ProofFile(entry, index, path, text[(end + 2)..])
                : new Refusal("Verify.BadProof");
    }

    /// <summary>The checkpoint at the end of a proof or archive, or the text itself when it is neither.</summary>
    public static string CheckpointOf(string text)
    {
        var holdsMore = text.StartsWith(Header + "\n", StringComparison.Ordinal) || text.StartsWith(LedgerArchive.Header + "\n", StringComparison.Ordinal);
        var end = holdsMore ? text.IndexOf("\n\n", StringComparison.Ordinal) : -1;
        return end < 0 ? text : text[(end + 2)..];
    }

    public override string ToString()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Entry is not null)
        {
            text.Append("extra ").Append(Convert.ToBase64String(Entry)).Append('\n');
        }

        text.Append("index ").Append(Index).Append('\n');
        foreach (var hash in Path)
        {
            text.Append(Convert.ToBase64String(hash)).Append('\n');
        }

        return text.Append('\n').Append(CheckpointNote).ToString();
    }

    private static string? Value(string line, string name) => line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..] : null;
}
