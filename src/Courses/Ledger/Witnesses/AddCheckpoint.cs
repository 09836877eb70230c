using System.Globalization;
using System.Text;

namespace Learning.Courses.Ledger.Witnesses;

/// <summary>
/// What a log says to a witness (C2SP tlog-witness, "add-checkpoint"): from which size on, the proof that the tree only grew since,
/// and the new signed checkpoint.
/// </summary>
public sealed record AddCheckpoint(long OldSize, IReadOnlyList<byte[]> Proof, string Note)
{
    /// <summary>A tree of 2^63 leaves has proofs of this length.</summary>
    private const int LongestProof = 63;
    private const string Start = "old ";

    public static Outcome<AddCheckpoint> Parse(string body)
    {
        var end = body.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : body[..end].Split('\n');
        if (lines.Length is 0 or > LongestProof + 1 || !lines[0].StartsWith(Start, StringComparison.Ordinal)
            || StrictText.Number(lines[0].AsSpan(Start.Length)) is not { } oldSize)
        {
            return new Refusal("Witness.Malformed");
        }

        var proof = lines[1..].Select(line => StrictText.Hash(line)).OfType<byte[]>().ToList();
        return proof.Count == lines.Length - 1 ? new AddCheckpoint(oldSize, proof, body[(end + 2)..]) : new Refusal("Witness.Malformed");
    }

    public override string ToString()
    {
        var text = new StringBuilder(Start).Append(OldSize.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Proof)
        {
            text.Append(Convert.ToBase64String(hash)).Append('\n');
        }

        return text.Append('\n').Append(Note).ToString();
    }
}
