using System.Globalization;

namespace Learning.Courses.Ledger.Witnesses;

/// <summary>Who has cosigned a checkpoint, seen by a reader who knows some witnesses and not others.</summary>
/// <param name="Agreeing">Known to the reader, and their signature is true.</param>
/// <param name="Absent">Known to the reader, and not under this checkpoint.</param>
/// <param name="Unknown">Names that stand under the checkpoint and prove nothing: anybody can sign under any name.</param>
public sealed record WitnessAgreement(IReadOnlyList<Cosigner> Agreeing, IReadOnlyList<string> Absent, IReadOnlyList<string> Unknown)
{
    /// <param name="logs">Keys of the log: signatures under their name are no cosignatures.</param>
    /// <param name="known">Witnesses the reader was told of by somebody else than the log.</param>
    /// <returns>A refusal when a signature of a known witness is false: that condemns the note.</returns>
    public static Outcome<WitnessAgreement> Read(string note, IReadOnlyCollection<VerifierKey> logs, IReadOnlyCollection<WitnessKey> known)
    {
        var parsed = SignedNote.Parse(note);
        if (parsed.Value is not { } signed)
        {
            return parsed.Refusal!;
        }

        var agreeing = new List<Cosigner>();
        var absent = new List<string>();

        // One key under two names is one pair of eyes.
        foreach (var witness in known.DistinctBy(k => k.Material))
        {
            var own = signed.Signatures.Where(witness.IsOf).ToList();
            var times = own.ConvertAll(s => witness.Verify(signed.Text, s.Bytes));
            if (times.Contains(null))
            {
                return new Refusal("Verify.BadSignature", witness.Name);
            }

            if (own.Count == 0)
            {
                absent.Add(witness.Name);
            }
            else
            {
                agreeing.Add(new Cosigner(witness.Name, times.Max()!.Value));
            }
        }

        var unknown = signed.Signatures
            .Where(s => !known.Any(k => k.IsOf(s)) && logs.All(k => k.Name != s.Name)) // Another key of the log, from before or after a change, is no witness.
            .Select(s => s.Name)
            .Distinct();
        return new WitnessAgreement(agreeing, absent, [.. unknown]);
    }

    /// <summary>What there is to say; nothing when the reader knows no witness and there is no stranger's signature.</summary>
    public IReadOnlyList<Sentence> Sentences()
    {
        var said = new List<Sentence>();
        var known = Agreeing.Count + Absent.Count;
        if (Agreeing.Count > 0)
        {
            said.Add(new Sentence("Verify.Witness.Agree", Agreeing.Count, known, string.Join(", ", Agreeing)));
        }
        else if (known > 0)
        {
            said.Add(new Sentence("Verify.Witness.None", known));
        }

        if (Agreeing.Count > 0 && Absent.Count > 0)
        {
            said.Add(new Sentence("Verify.Witness.Absent", string.Join(", ", Absent)));
        }

        if (Unknown.Count > 0)
        {
            said.Add(new Sentence("Verify.Witness.Unknown", string.Join(", ", Unknown)));
        }

        return said;
    }
}

/// <param name="At">By the witness's own clock.</param>
public sealed record Cosigner(string Name, DateTime At)
{
    public override string ToString() => $"{Name} ({At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)})";
}
