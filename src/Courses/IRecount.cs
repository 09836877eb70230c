namespace Learning.Courses;

/// <summary>
/// Counts one stored number or state again from the facts it follows from. Found by its shape: adding a stored number is adding
/// one of these beside it. Never repairs anything; <c>Ledger.Recounts.RecountNumbers</c> runs them all and keeps what they find.
/// </summary>
public interface IRecount
{
    /// <summary>
    /// What is counted, such as "attempt-steps"; stored with what is found, so never renamed. "Recount.Of." and "Recount.Do." + kind
    /// say on screen what it is and what to do next.
    /// </summary>
    string Kind { get; }

    /// <summary>
    /// Wherever stored and counted differ. Reads in batches, because a district has millions of rows. What other jobs are about to
    /// put right by themselves is no difference.
    /// </summary>
    IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, CancellationToken ct);
}

/// <summary>A stored number that does not follow from the facts.</summary>
/// <param name="SourceId">The row it stands in. With the member, one difference of a kind.</param>
/// <param name="MemberId">Whom it is about; null for nobody in particular.</param>
/// <param name="Stored">A number, a day, or "@" and a key of words; never anything personal, for the ledger is told.</param>
public sealed record Recounted(Guid SourceId, MemberId? MemberId, string Stored, string Counted)
{
    /// <summary>There is none.</summary>
    public const string None = "–";
}

/// <summary>How many stored numbers have been looked at.</summary>
public sealed class RecountTally
{
    public long Numbers { get; private set; }

    public void Add(long numbers) => Numbers += numbers;
}
