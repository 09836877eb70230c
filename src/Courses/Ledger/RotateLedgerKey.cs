using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger;

/// <param name="Announced">Size of the checkpoint by which the former key vouches for the new one.</param>
/// <param name="InForce">Size of the first checkpoint that the new key has signed.</param>
public sealed record KeyRotation(VerifierKey Former, VerifierKey Key, long Announced, long InForce);

/// <summary>
/// Gives the ledger a new key. The former key's last checkpoint of its own covers the entry that names the new one, so whoever
/// trusts the former key can follow. May be killed between any two steps: run again, it goes on where it stopped.
/// </summary>
public sealed class RotateLedgerKey(CoursesDb db, SchoolCalendar calendar, LedgerKeyFile keys, SealLedger seal, CheckLedger check)
{
    public async Task<Outcome<KeyRotation>> RunAsync(Action<LedgerProgress>? progress, CancellationToken ct)
    {
        // A key that is put over a broken ledger would vouch for what is broken.
        var outcome = await check.RunAsync(null, progress, ct);
        if (outcome.Value is not { } verdict)
        {
            return outcome.Refusal!;
        }

        if (verdict.Fault is not null)
        {
            return new Refusal("Ledger.RotateNotSound");
        }

        try
        {
            var (former, key) = await UnfinishedAsync(ct) ?? await ChangeAsync(ct);

            // From here on the new key signs, whoever seals. Its first checkpoint covers the entry that says so.
            await AddAsync(KeyChangeStage.InForce, key, former, ct);
            return new KeyRotation(former, key, await CoverAsync(KeyChangeStage.Announced, key, ct), await CoverAsync(KeyChangeStage.InForce, key, ct));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal("Ledger.RotateCannotWrite", e.Message);
        }
    }

    /// <summary>A change that stopped after the new key had been put in force and before a sealed entry said so.</summary>
    private async Task<(VerifierKey Former, VerifierKey Key)?> UnfinishedAsync(CancellationToken ct)
    {
        if (keys.FindAllPublic() is not [var key, var former, ..])
        {
            return null;
        }

        var text = key.ToString();
        return await db.LedgerKeyChanges.AnyAsync(c => c.Key == text && c.Stage == KeyChangeStage.InForce && db.Evidence.Any(e => e.SourceId == c.Id && e.Index != null), ct)
            ? null
            : (former, key);
    }

    private async Task<(VerifierKey Former, VerifierKey Key)> ChangeAsync(CancellationToken ct)
    {
        var former = keys.FindPublic()!;

        // First the file: a key that was announced and then lost would end the log.
        var key = keys.PrepareNext();
        await AddAsync(KeyChangeStage.Announced, key, former, ct);
        keys.TakeNext();
        return (former, key);
    }

    /// <summary>Puts the step on record, unless an earlier try has, and seals it.</summary>
    private async Task AddAsync(KeyChangeStage stage, VerifierKey key, VerifierKey follows, CancellationToken ct)
    {
        var text = key.ToString();
        if (!await db.LedgerKeyChanges.AnyAsync(c => c.Key == text && c.Stage == stage, ct))
        {
            var now = calendar.UtcNow();
            db.LedgerKeyChanges.Add(new LedgerKeyChange(RowId.At(now), stage, key, follows, now));
            await db.SaveChangesAsync(ct);
        }

        // Also when there is nothing to add: the earlier try may have stopped before this.
        await seal.RunAsync(ct);
        if (await PlaceAsync(stage, key, ct) is null)
        {
            throw new LedgerBrokenException($"The entry that says '{stage}' of the new key was not sealed. Run 'ledger check'.");
        }
    }

    private async Task<long> CoverAsync(KeyChangeStage stage, VerifierKey key, CancellationToken ct)
    {
        var place = await PlaceAsync(stage, key, ct);
        return await db.LedgerCheckpoints.Where(c => c.Size > place).MinAsync(c => c.Size, ct);
    }

    private async Task<long?> PlaceAsync(KeyChangeStage stage, VerifierKey key, CancellationToken ct)
    {
        var text = key.ToString();
        var row = await db.LedgerKeyChanges.Where(c => c.Key == text && c.Stage == stage).Select(c => c.Id).SingleAsync(ct);
        return await db.Evidence.Where(e => e.SourceId == row).Select(e => e.Index).SingleAsync(ct);
    }
}
