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
}

/// <summary>What a file was found to show, and what it cannot show.</summary>
/// <param name="Findings">One for each proof in the file, in its order; one for a checkpoint or an archive.</param>
public sealed record Verification(VerifiedKind Kind, IReadOnlyList<Finding> Findings)
{
    public bool Holds => Findings.All(f => f.Refusal is null);

    public Finding? FirstBad => Findings.FirstOrDefault(f => f.Refusal is not null);

    /// <summary>What was done to find out, step by step; said only of files that hold.</summary>
    public IReadOnlyList<Sentence> Established { get; init; } = [];

    /// <summary>What the reader should not believe because of this file; keys of sentences. Said even when everything holds.</summary>
    public IReadOnlyList<string> NotEstablished => Kind switch
    {
        VerifiedKind.Checkpoint => ["Verify.Not.AnyEntry", "Verify.Not.Truth", "Verify.Not.OneLog"],
        VerifiedKind.Bundle =>
            ["Verify.Not.Person", "Verify.Not.Truth", "Verify.Not.WholeRoster", "Verify.Not.Hours", "Verify.Not.Since", "Verify.Not.OneLog"],
        _ => ["Verify.Not.Person", "Verify.Not.Truth", "Verify.Not.Corrected", "Verify.Not.OneLog"],
    };
}

/// <param name="Refusal">Why it does not hold. Then the other members are only what the file claims, to name the entry by.</param>
public sealed record Finding(Refusal? Refusal, EvidenceStatement? Entry, long? Index, Checkpoint? Checkpoint);

/// <summary>The key of a sentence and what stands in its gaps. Words belong to whoever knows the reader's language.</summary>
public sealed record Sentence(string Code, params object[] Args);
