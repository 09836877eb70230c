using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>Hands in every sitting that nobody handed in by its deadline. Run as often as one likes; each is closed once.</summary>
public sealed class CloseOverdueAttempts(CoursesDb db, SchoolCalendar calendar, CompleteQuiz completeQuiz)
{
    private const int BatchSize = 200;

    /// <summary>How many were closed.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var closed = 0;
        var broken = new Dictionary<Guid, Exception>();
        while (await NextAsync(now, [.. broken.Keys], ct) is { Count: > 0 } batch)
        {
            foreach (var (member, attempt) in batch)
            {
                try
                {
                    await completeQuiz.RunAsync(member, attempt, ct);
                    closed++;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // One sitting that cannot be marked must not keep everybody else's result back. It is reported at the end.
                    broken[attempt] = e;
                }

                db.ChangeTracker.Clear();
            }
        }

        return broken.Count == 0 ? closed : throw new AggregateException($"{broken.Count} overdue attempts could not be closed.", broken.Values);
    }

    private async Task<List<(MemberId Member, Guid Attempt)>> NextAsync(DateTime now, List<Guid> except, CancellationToken ct)
    {
        var batch = await db.Attempts.AsNoTracking()
            .Where(a => a.FinishedAt == null && a.ClosesAt < now && !except.Contains(a.Id))
            .OrderBy(a => a.ClosesAt)
            .Take(BatchSize)
            .Select(a => new { a.MemberId, a.Id })
            .ToListAsync(ct);
        return [.. batch.Select(a => (a.MemberId, a.Id))];
    }
}
