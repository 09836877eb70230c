using System.Text;

namespace Learning.Courses.Ledger;

/// <summary>
/// Checks a file from the log with nothing but the file and a key: no database, no network. For people who do not trust us.
/// </summary>
public static class VerifyProof
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="trusted">Keys the reader believes to be the log's; a key found in the file would prove nothing.</param>
    public static Outcome<Verification> Run(Stream file, IReadOnlyCollection<VerifierKey> trusted) => Run(file, new Trust(trusted, []));

    public static Outcome<Verification> Run(string text, IReadOnlyCollection<VerifierKey> trusted) => Run(text, new Trust(trusted, []));

    public static Outcome<Verification> Run(Stream file, Trust trusted)
    {
        using var reader = new StreamReader(file, StrictUtf8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        try
        {
            return Run(reader, trusted);
        }
        catch (DecoderFallbackException)
        {
            return new Refusal("Verify.UnknownFile");
        }
    }

    public static Outcome<Verification> Run(string text, Trust trusted)
    {
        using var reader = new StringReader(text);
        return Run(reader, trusted);
    }

    private static Outcome<Verification> Run(TextReader reader, Trust trusted)
    {
        var first = StrictText.ReadLine(reader);
        switch (first)
        {
            case ProofFile.Header:
                var proofs = $"{first}\n{reader.ReadToEnd()}".Split($"\n\n{ProofFile.Header}\n");
                return new Verification(VerifiedKind.Proofs, [.. proofs.Select((text, i) => CheckOne(Restore(text, i, proofs.Length), trusted))]);
            case LedgerArchive.Header:
                return new Verification(VerifiedKind.Archive, [LedgerArchive.Check(reader, trusted)]);
            case SubjectFile.Header:
                return SubjectFile.Check($"{first}\n{reader.ReadToEnd()}", trusted);
            case not null:
                var note = $"{first}\n{reader.ReadToEnd()}";
                return SignedNote.Parse(note).Value is { } signed && Ledger.Checkpoint.Parse(signed.Text).Value is { } claimed
                    ? new Verification(VerifiedKind.Checkpoint, [CheckCheckpoint(note, claimed, trusted)])
                    : new Refusal("Verify.UnknownFile");
            default:
                return new Refusal("Verify.UnknownFile");
        }
    }

    private static Finding CheckCheckpoint(string note, Checkpoint claimed, Trust trusted)
    {
        var opened = trusted.Open(note);
        return new Finding(opened.Refusal, null, null, claimed) { Witnesses = opened.Value?.Witnesses, Signer = opened.Value?.Signer };
    }

    /// <summary>Gives back to a proof what splitting took: its header, and the line feed at its end.</summary>
    private static string Restore(string text, int place, int count) =>
        (place == 0 ? "" : ProofFile.Header + "\n") + text + (place == count - 1 ? "" : "\n");

    private static Finding CheckOne(string text, Trust trusted)
    {
        var parsed = ProofFile.Parse(text);
        if (parsed.Value is not { } proof)
        {
            return new Finding(parsed.Refusal, null, null, null);
        }

        var statement = proof.Entry is null ? default : EvidenceStatement.Read(proof.Entry);
        var opened = trusted.Open(proof.CheckpointNote);
        var checkpoint = opened.Value?.Checkpoint;
        return new Finding(opened.Refusal ?? Check(proof, checkpoint!, statement), statement.Value, proof.Index, checkpoint) { Witnesses = opened.Value?.Witnesses, Signer = opened.Value?.Signer };
    }

    private static Refusal? Check(ProofFile proof, Checkpoint checkpoint, Outcome<EvidenceStatement> statement)
    {
        if (proof.Entry is null)
        {
            return new Refusal("Verify.NoEntry", proof.Index);
        }

        return MerkleProof.IsIncluded(MerkleTree.HashLeaf(proof.Entry), proof.Index, checkpoint.Size, proof.Path, checkpoint.RootHash)
            ? statement.Refusal
            : new Refusal("Verify.NotInLog", proof.Index, statement.Value?.Id.ToString() ?? "?", statement.Value?.Kind ?? "?");
    }
}
