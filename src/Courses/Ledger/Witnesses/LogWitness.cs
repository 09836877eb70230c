namespace Learning.Courses.Ledger.Witnesses;

/// <summary>A witness that the district has appointed.</summary>
/// <param name="Address">Its submission prefix: "add-checkpoint" lies below.</param>
public sealed record LogWitness(WitnessKey Key, Uri Address);

/// <summary>All that are asked; by the settings of the site.</summary>
public sealed record LogWitnesses(IReadOnlyList<LogWitness> All)
{
    public IReadOnlyList<WitnessKey> Keys => [.. All.Select(w => w.Key)];
}

/// <param name="Verdict">Null when nobody answered; then the text says why.</param>
/// <param name="Text">The body of the answer.</param>
public sealed record WitnessReply(WitnessVerdict? Verdict, string Text);

/// <summary>Carries a request to a witness. Never fails, and never takes long: who does not answer is silent.</summary>
public delegate Task<WitnessReply> AskWitness(LogWitness witness, AddCheckpoint request, CancellationToken ct);
