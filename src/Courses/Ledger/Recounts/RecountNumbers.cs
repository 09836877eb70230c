using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger.Recounts;

/// <param name="Found">Differences that were not known before.</param>
/// <param name="Settled">How many known ones are gone.</param>
/// <param name="Failures">What kept a kind from being counted.</param>
public sealed record RecountOutcome(RecountRun Run, IReadOnlyList<CountDifference> Found, int Settled, IReadOnlyDictionary<string, Exception> Failures);

/// <summary>
/// Counts every stored number again from the facts and puts each difference on record, once. Repairs nothing: a number that is
/// wrong is a sign that something happened, and whoever finds out what needs to see it as it is.
/// </summary>
public sealed class RecountNumbers(CoursesDb db, SchoolCalendar calendar, IEnumerable<IRecount> recounts)
{
    /// <summary>Of one kind. More than these mean one cause, and nobody reads on.</summary>
    public const int Most = 1_000;

    public async Task<RecountOutcome> RunAsync(CancellationToken ct)
    {
        if (!db.Viewer.Everything)
        {
            throw new InvalidOperationException("A recount that sees only part of the facts would call the rest missing.");
        }

        var startedAt = calendar.UtcNow();
        var tally = new RecountTally();
        var (found, settled, failures) = (new List<CountDifference>(), 0, new SortedDictionary<string, Exception>(StringComparer.Ordinal));
        foreach (var recount in recounts.OrderBy(r => r.Kind, StringComparer.Ordinal))
        {
            try
            {
                var differences = await FindAsync(recount, tally, ct);
                var kept = await KeepAsync(recount.Kind, differences, ct);
                found.AddRange(kept.Added);
                settled += kept.Settled;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A row that cannot be read any more stops one kind. It must not stop the others, nor pass for "no difference".
                failures[recount.Kind] = e;
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }

        var open = await db.OpenDifferences().CountAsync(ct);
        var now = calendar.UtcNow();
        var run = new RecountRun(RowId.At(now), startedAt, now, tally.Numbers, open, string.Join(',', failures.Keys));
        db.RecountRuns.Add(run);
        await db.SaveChangesAsync(ct);
        return new RecountOutcome(run, found, settled, failures);
    }

    private static async Task<List<Recounted>> FindAsync(IRecount recount, RecountTally tally, CancellationToken ct)
    {
        var first = await LookAsync(recount, tally, ct);
        if (first.Count == 0)
        {
            return first;
        }

        // The site goes on while we read: what was being written in this moment is right when looked at again.
        var again = (await LookAsync(recount, new RecountTally(), ct)).ToLookup(d => (d.SourceId, d.MemberId));
        return [.. first.Where(d => again.Contains((d.SourceId, d.MemberId))).Select(d => again[(d.SourceId, d.MemberId)].First())];
    }

    private static async Task<List<Recounted>> LookAsync(IRecount recount, RecountTally tally, CancellationToken ct)
    {
        var found = new Dictionary<(Guid, MemberId?), Recounted>();
        await foreach (var difference in recount.DifferencesAsync(tally, ct))
        {
            found.TryAdd((difference.SourceId, difference.MemberId), difference);
            if (found.Count == Most)
            {
                break;
            }
        }

        return [.. found.Values];
    }

    private async Task<(IReadOnlyList<CountDifference> Added, int Settled)> KeepAsync(string kind, List<Recounted> found, CancellationToken ct)
    {
        var named = await NamedAsync(found, ct);
        var now = found.ToDictionary(d => (d.SourceId, Whom(d)));
        var open = await db.OpenDifferences().AsNoTracking().Where(d => d.Kind == kind).ToListAsync(ct);
        var known = open.Where(d => now.TryGetValue((d.SourceId, d.MemberId), out var same) && d.Says(same)).Select(d => (d.SourceId, d.MemberId)).ToHashSet();

        // Where we stopped looking we cannot say that the others are gone.
        var gone = open.FindAll(d => !known.Contains((d.SourceId, d.MemberId)) && (found.Count < Most || now.ContainsKey((d.SourceId, d.MemberId))));
        var takes = await TakesAsync(kind, [.. now.Keys.Where(k => !known.Contains(k)).Select(k => k.SourceId)], ct);
        var at = calendar.UtcNow();
        var added = now.Where(d => !known.Contains(d.Key))
            .Select(d => new CountDifference(RowId.At(at), kind, d.Value, d.Key.Item2, 1 + takes.GetValueOrDefault(d.Key), at))
            .ToList();
        db.DifferencesSettled.AddRange(gone.Select(d => new DifferenceSettled(RowId.At(at), d, at)));
        db.CountDifferences.AddRange(added);
        try
        {
            await db.SaveChangesAsync(ct);
            return (added, gone.Count);
        }
        catch (DbUpdateException)
        {
            // Another run looks at the same moment and has kept the same.
            return ([], 0);
        }

        MemberId Whom(Recounted d) => d.MemberId is { } member && named.Contains(member) ? member : default;
    }

    /// <summary>Those who can still be named: somebody erased has no pseudonym any more that the ledger could be told.</summary>
    private async Task<HashSet<MemberId>> NamedAsync(List<Recounted> found, CancellationToken ct)
    {
        var members = found.Select(d => d.MemberId).OfType<MemberId>().Distinct().ToList();
        return await db.MemberKeys.AsNoTracking().Where(k => members.Contains(k.MemberId)).Select(k => k.MemberId).ToHashSetAsync(ct);
    }

    private async Task<Dictionary<(Guid, MemberId), int>> TakesAsync(string kind, List<Guid> sources, CancellationToken ct) =>
        await db.CountDifferences.Where(d => d.Kind == kind && sources.Contains(d.SourceId))
            .GroupBy(d => new { d.SourceId, d.MemberId })
            .Select(g => new { g.Key.SourceId, g.Key.MemberId, Take = g.Max(d => d.Take) })
            .ToDictionaryAsync(g => (g.SourceId, g.MemberId), g => g.Take, ct);
}
