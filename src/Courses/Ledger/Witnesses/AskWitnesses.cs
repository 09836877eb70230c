using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger.Witnesses;

/// <summary>
/// Asks every witness to cosign the newest checkpoint it has not cosigned yet, and keeps what they say. Members and sealing never
/// wait for it; safe to run at any time, and twice.
/// </summary>
public sealed class AskWitnesses(CoursesDb db, SchoolCalendar calendar, LogWitnesses witnesses, AskWitness ask)
{
    internal const int LongestReason = 500;
    private readonly PublishedLog log = new(db);

    /// <summary>Returns who stands otherwise than before: to be said once.</summary>
    public async Task<IReadOnlyList<WitnessCondition>> RunAsync(CancellationToken ct)
    {
        if (witnesses.All.Count == 0 || await log.LastCheckpointAsync(ct) is not { } newest)
        {
            return [];
        }

        var rounds = new List<Round>();
        foreach (var witness in witnesses.All)
        {
            var standing = await StandingAsync(witness.Key, ct);
            if (standing < newest.Size)
            {
                rounds.Add(new Round(witness, await RequestAsync(newest, standing, ct)));
            }
        }

        await AskAsync(rounds, ct);
        var stale = rounds.FindAll(r => r.StandsAt is { } size && size <= newest.Size && size != r.Request.OldSize);
        foreach (var round in stale)
        {
            // It knows more than we remember of it, or less: it was asked by another process, or has begun anew.
            round.Request = await RequestAsync(newest, round.StandsAt!.Value, ct);
        }

        await AskAsync(stale, ct);
        return await KeepAsync(newest, rounds, ct);
    }

    private async Task<long> StandingAsync(WitnessKey key, CancellationToken ct) =>
        await db.LedgerCosignatures.Where(c => c.Witness == key.Label).MaxAsync(c => (long?)c.Size, ct) ?? 0;

    private async Task<AddCheckpoint> RequestAsync(LedgerCheckpoint newest, long from, CancellationToken ct) =>
        new(from, await log.Tree(newest.Size).ConsistencyProofAsync(from, ct), newest.Note);

    /// <summary>All at once: the slow do not hold up the quick.</summary>
    private Task AskAsync(List<Round> rounds, CancellationToken ct) =>
        Task.WhenAll(rounds.Select(async round => round.Reply = await ask(round.Witness, round.Request, ct)));

    private async Task<IReadOnlyList<WitnessCondition>> KeepAsync(LedgerCheckpoint newest, List<Round> rounds, CancellationToken ct)
    {
        var changed = new List<WitnessCondition>();
        foreach (var round in rounds)
        {
            var cosignature = round.Cosignature(newest);
            if (cosignature is null && await IsOvertakenAsync(round, newest, ct))
            {
                continue;
            }

            if (cosignature is not null)
            {
                db.LedgerCosignatures.Add(cosignature);
            }

            var (state, reason) = cosignature is null ? round.Trouble() : (WitnessState.Agrees, null);
            var label = round.Witness.Key.Label;
            var before = await db.WitnessConditions.AsNoTracking().Where(c => c.Witness == label).OrderByDescending(c => c.Since).ThenByDescending(c => c.Id).FirstOrDefaultAsync(ct);
            if (before?.State != state)
            {
                var now = calendar.UtcNow();
                changed.Add(new WitnessCondition(RowId.At(now), label, state, newest.Size, reason, now));
            }
        }

        db.WitnessConditions.AddRange(changed);
        try
        {
            await db.SaveChangesAsync(ct);
            return changed;
        }
        catch (DbUpdateException)
        {
            // Another process has asked the same and was first; what it keeps says the same.
            db.ChangeTracker.Clear();
            return [];
        }
    }

    /// <summary>It stands elsewhere because another process has asked meanwhile, perhaps about a checkpoint newer than ours. The next run will do.</summary>
    private async Task<bool> IsOvertakenAsync(Round round, LedgerCheckpoint newest, CancellationToken ct) =>
        round.StandsAt is { } size && (size <= newest.Size || await db.LedgerCheckpoints.AnyAsync(c => c.Size >= size, ct));

    private sealed class Round(LogWitness witness, AddCheckpoint request)
    {
        public LogWitness Witness => witness;
        public AddCheckpoint Request { get; set; } = request;
        public WitnessReply Reply { get; set; } = new(null, "");

        public long? StandsAt => Reply.Verdict == WitnessVerdict.OtherSize ? StrictText.Number(Reply.Text.TrimEnd('\n')) : null;

        /// <summary>Its own true signature under this checkpoint, whatever else it sent; null when there is none.</summary>
        public LedgerCosignature? Cosignature(LedgerCheckpoint checkpoint)
        {
            if (Reply.Verdict != WitnessVerdict.Cosigned || SignedNote.Parse(checkpoint.Note + Reply.Text).Value is not { } note)
            {
                return null;
            }

            foreach (var signature in note.Signatures.Where(Witness.Key.IsOf))
            {
                if (Witness.Key.Verify(note.Text, signature.Bytes) is { } at)
                {
                    return new LedgerCosignature(checkpoint.Size, Witness.Key.Label, SignedNote.Line(signature.Name, signature.KeyId, signature.Bytes), at);
                }
            }

            return null;
        }

        public (WitnessState State, string? Reason) Trouble()
        {
            var words = Reply.Text.Trim().ReplaceLineEndings(" ");
            var state = Reply.Verdict switch
            {
                null => WitnessState.Silent,
                WitnessVerdict.Cosigned => WitnessState.Garbled,
                WitnessVerdict.OtherSize when StandsAt is null => WitnessState.Garbled,
                WitnessVerdict.Inconsistent or WitnessVerdict.OtherSize => WitnessState.Contradicts,
                _ => WitnessState.Refuses,
            };
            return (state, words.Length > LongestReason ? words[..LongestReason] : words);
        }
    }
}
