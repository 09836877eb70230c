using Learning.Courses.Ledger.Witnesses;

namespace Learning.Courses.Ledger;

public enum VerifiedKind
{
    /// <summary>One or more proofs, each of one entry.</summary>
    Proofs,

    /// <summary>A signed checkpoint alone.</summary>
    Checkpoint,

    /// <summary>All entries of a log up to a checkpoint.</summary>
    Archive,

    /// <summary>A report with everything one needs to count it again.</summary>
    Bundle,

    /// <summary>Everything held about one person.</summary>
    Record,
}

/// <summary>What a file was found to show, and what it cannot show.</summary>
/// <param name="Findings">One for each proof in the file, in its order; one for a checkpoint or an archive.</param>
public sealed record Verification(VerifiedKind Kind, IReadOnlyList<Finding> Findings)
{
    public bool Holds => Findings.All(f => f.Refusal is null);

    public Finding? FirstBad => Findings.FirstOrDefault(f => f.Refusal is not null);

    /// <summary>What was done to find out, step by step; said only of files that hold.</summary>
    public IReadOnlyList<Sentence> Established { get; init; } = [];

    /// <summary>Who else has signed; once where several proofs say the same.</summary>
    public IReadOnlyList<Sentence> Witnessed() =>
        [.. Findings.Where(f => f.Refusal is null).SelectMany(f => f.Witnesses?.Sentences() ?? []).DistinctBy(s => (s.Code, string.Join('\n', s.Args)))];

    /// <summary>The keys that have signed what holds; several only where the file holds several checkpoints.</summary>
    public IReadOnlyList<VerifierKey> Signers => [.. Findings.Select(f => f.Signer).OfType<VerifierKey>().DistinctBy(k => k.ToString())];

    /// <summary>What the reader should not believe because of this file; keys of sentences. Said even when everything holds.</summary>
    public IReadOnlyList<string> NotEstablished => Kind switch
    {
        VerifiedKind.Checkpoint => ["Verify.Not.AnyEntry", "Verify.Not.Truth", OneLog],
        VerifiedKind.Bundle => ["Verify.Not.Person", "Verify.Not.Truth", "Verify.Not.WholeRoster", "Verify.Not.Hours", "Verify.Not.Since", OneLog],
        VerifiedKind.Record => ["Verify.Not.Name", "Verify.Not.Truth", "Verify.Not.All", "Verify.Not.Since", OneLog],
        _ => ["Verify.Not.Person", "Verify.Not.Truth", "Verify.Not.Corrected", OneLog],
    };

    /// <summary>Witnesses the reader knows narrow down who could have been shown another log.</summary>
    private string OneLog => Findings.Count > 0 && Findings.All(f => f.Witnesses is { Agreeing.Count: > 0 }) ? "Verify.Not.OneLogForOthers" : "Verify.Not.OneLog";
}

/// <param name="Refusal">Why it does not hold. Then the other members are only what the file claims, to name the entry by.</param>
public sealed record Finding(Refusal? Refusal, EvidenceStatement? Entry, long? Index, Checkpoint? Checkpoint)
{
    /// <summary>Who else has signed the checkpoint; null when that could not be looked at.</summary>
    public WitnessAgreement? Witnesses { get; init; }

    /// <summary>Which of the keys the reader trusts has signed; null when none was found to.</summary>
    public VerifierKey? Signer { get; init; }
}

/// <summary>A checkpoint that the log has signed, and who else has.</summary>
internal sealed record OpenedCheckpoint(Checkpoint Checkpoint, VerifierKey Signer, WitnessAgreement Witnesses);

/// <summary>Whom a reader believes; every key got from elsewhere than from the file.</summary>
/// <param name="Logs">A checkpoint counts only when one of these has signed it.</param>
/// <param name="Witnesses">Of these it is said whether they have cosigned.</param>
public sealed record Trust(IReadOnlyCollection<VerifierKey> Logs, IReadOnlyCollection<WitnessKey> Witnesses)
{
    internal Outcome<OpenedCheckpoint> Open(string note)
    {
        var opened = Ledger.Checkpoint.Open(note, Logs);
        if (opened.Value is not { } checkpoint)
        {
            return opened.Refusal!;
        }

        var agreement = WitnessAgreement.Read(note, Logs, Witnesses);
        return agreement.Value is { } witnesses ? new OpenedCheckpoint(checkpoint, SignedNote.Parse(note).Value!.SignedBy(Logs).Value!, witnesses) : agreement.Refusal!;
    }
}

/// <summary>The key of a sentence and what stands in its gaps. Words belong to whoever knows the reader's language.</summary>
public sealed record Sentence(string Code, params object[] Args);
