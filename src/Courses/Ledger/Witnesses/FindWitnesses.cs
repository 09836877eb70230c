using Learning.Courses.Storage;

namespace Learning.Courses.Ledger.Witnesses;

/// <param name="Size">Of the checkpoint that covers what was asked about.</param>
/// <param name="By">Witnesses named by the site whose signature under it is true.</param>
/// <param name="Named">How many the site names.</param>
public sealed record Witnessed(long Size, IReadOnlyList<Cosigner> By, int Named);

/// <summary>Which witnesses have cosigned the ledger with its first so many entries. Looks at the signatures, not at what we once kept of them.</summary>
public sealed class FindWitnesses(CoursesDb db, LogWitnesses witnesses)
{
    /// <summary>Null when the log is not that long.</summary>
    public async Task<Witnessed?> RunAsync(long atLeast, CancellationToken ct) =>
        await new PublishedLog(db).CosignedAsync(atLeast, ct) is { } cosigned
            ? new Witnessed(cosigned.Size, WitnessAgreement.Read(cosigned.Note, [], witnesses.Keys).Value?.Agreeing ?? [], witnesses.All.Count)
            : null;
}
