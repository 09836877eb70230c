using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger.Witnesses;

/// <param name="Last">What it cosigned last; null when it never has.</param>
/// <param name="Condition">How it stands now; null before it was asked.</param>
public sealed record WitnessStanding(LogWitness Witness, LedgerCosignature? Last, WitnessCondition? Condition);

/// <param name="Newest">Null before the first sealing.</param>
public sealed record LedgerStanding(LedgerCheckpoint? Newest, IReadOnlyList<WitnessStanding> Witnesses);

/// <summary>How far the ledger is, and how each witness stands to it.</summary>
public sealed class WitnessStandings(CoursesDb db, LogWitnesses witnesses)
{
    public async Task<LedgerStanding> RunAsync(CancellationToken ct)
    {
        var standings = new List<WitnessStanding>();
        foreach (var witness in witnesses.All)
        {
            var label = witness.Key.Label;
            standings.Add(new WitnessStanding(
                witness,
                await db.LedgerCosignatures.AsNoTracking().Where(c => c.Witness == label).OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct),
                await db.WitnessConditions.AsNoTracking().Where(c => c.Witness == label).OrderByDescending(c => c.Since).ThenByDescending(c => c.Id).FirstOrDefaultAsync(ct)));
        }

        return new LedgerStanding(await new PublishedLog(db).LastCheckpointAsync(ct), standings);
    }
}
