using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger.Recounts;

/// <param name="Name">Null where it is about nobody in particular.</param>
/// <param name="SettledAt">Null while it is open.</param>
public sealed record ListedDifference(CountDifference Difference, string? Name, string? Number, DateTime? SettledAt);

/// <param name="Last">Null before the first.</param>
/// <param name="Settled">Those of the last weeks, newest first.</param>
public sealed record DifferenceSheet(RecountRun? Last, IReadOnlyList<ListedDifference> Open, int OpenCount, IReadOnlyList<ListedDifference> Settled);

/// <summary>What the recounts have found, for whoever must find out how it came about.</summary>
public sealed class DifferenceList(CoursesDb db)
{
    private const int ShownOpen = 200;
    private const int ShownSettled = 20;

    public async Task<DifferenceSheet> RunAsync(CancellationToken ct) => new(
        await db.RecountRuns.AsNoTracking().OrderByDescending(r => r.FinishedAt).FirstOrDefaultAsync(ct),
        await ListAsync(db.OpenDifferences().OrderBy(d => d.RecordedAt).ThenBy(d => d.Id).Take(ShownOpen), ct),
        await CountAsync(ct),
        await ListAsync(
            db.DifferencesSettled.OrderByDescending(s => s.RecordedAt).ThenBy(s => s.Id).Take(ShownSettled).Join(db.CountDifferences, s => s.DifferenceId, d => d.Id, (s, d) => d), ct));

    public Task<int> CountAsync(CancellationToken ct) => db.OpenDifferences().CountAsync(ct);

    private async Task<IReadOnlyList<ListedDifference>> ListAsync(IQueryable<CountDifference> differences, CancellationToken ct)
    {
        var rows = await differences.AsNoTracking()
            .Select(d => new
            {
                Difference = d,
                Member = db.Members.Where(m => m.MemberId == d.MemberId).Select(m => new { m.Name, m.Number }).FirstOrDefault(),
                SettledAt = db.DifferencesSettled.Where(s => s.DifferenceId == d.Id).Select(s => (DateTime?)s.RecordedAt).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return rows.ConvertAll(r => new ListedDifference(r.Difference, r.Member?.Name, r.Member?.Number, r.SettledAt));
    }
}

public static class DifferenceQueries
{
    /// <summary>The differences that nothing has settled.</summary>
    public static IQueryable<CountDifference> OpenDifferences(this CoursesDb db) =>
        db.CountDifferences.Where(d => !db.DifferencesSettled.Any(s => s.DifferenceId == d.Id));
}
