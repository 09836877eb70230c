using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <param name="Since">When its first signature was made; null before the first sealing.</param>
/// <param name="SignsAlong">A former key that goes on signing beside the one in force.</param>
public sealed record LedgerKeyInUse(VerifierKey Key, DateTime? Since, bool IsInForce, bool SignsAlong);

/// <summary>Which key of the ledger is in force since when, and which were before.</summary>
public sealed class LedgerKeys(CoursesDb db, LedgerKeyFile keys)
{
    /// <summary>The one in force first.</summary>
    public async Task<IReadOnlyList<LedgerKeyInUse>> RunAsync(CancellationToken ct)
    {
        var all = keys.FindAllPublic();
        var since = await db.LedgerKeyChanges.AsNoTracking().Where(c => c.Stage == KeyChangeStage.InForce).ToDictionaryAsync(c => c.Key, c => (DateTime?)c.RecordedAt, StringComparer.Ordinal, ct);
        var begun = await db.LedgerCheckpoints.MinAsync(c => (DateTime?)c.SignedAt, ct);
        using var signing = keys.Find();
        return [.. all.Select((key, i) => new LedgerKeyInUse(
            key,
            i == all.Count - 1 ? begun : since.GetValueOrDefault(key.ToString()),
            i == 0,
            i > 0 && signing?.All.Any(k => k.ToString() == key.ToString()) == true))];
    }
}
