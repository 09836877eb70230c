using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>
/// Gives the time in which no server ran back to every sitting that was open then. Run at the start, before the first request
/// and before anything is handed in because its time is up. Run twice, or by two servers, it gives once.
/// </summary>
public sealed class GiveBackDowntime(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>Two notes of a running server lie closer together than this.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    public async Task<Downtime> RunAsync(CancellationToken ct)
    {
        var now = calendar.UtcNow();
        if (await db.ServerPulses.AsNoTracking().SingleOrDefaultAsync(ct) is not { } pulse || now - pulse.At < Shortest)
        {
            return new Downtime(now, now, 0);
        }

        var given = 0;
        foreach (var id in await OpenAtAsync(pulse.At, ct))
        {
            given += await GiveAsync(id, pulse.At, now, ct) ? 1 : 0;
        }

        return new Downtime(pulse.At, now, given);
    }

    private Task<List<Guid>> OpenAtAsync(DateTime downFrom, CancellationToken ct) => db.Attempts.AsNoTracking()
        .Where(a => a.FinishedAt == null && a.ClosesAt >= downFrom)
        .Where(a => !db.TimesGiven.Any(g => g.AttemptId == a.Id && g.DownFrom == downFrom))
        .OrderBy(a => a.Id)
        .Select(a => a.Id)
        .ToListAsync(ct);

    private async Task<bool> GiveAsync(Guid id, DateTime from, DateTime to, CancellationToken ct)
    {
        var attempt = await db.Attempts.SingleAsync(a => a.Id == id, ct);
        var since = attempt.RecordedAt > from ? attempt.RecordedAt : from; // Begun after the last note: no more was lost than the rest.
        var seconds = (int)Math.Ceiling((to - since).TotalSeconds);
        if (seconds < 1 || attempt.FinishedAt is not null)
        {
            return false;
        }

        attempt.Give(seconds);
        db.TimesGiven.Add(new TimeGiven(RowId.At(to), attempt.MemberId, id, from, to, seconds, to));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another server that starts in this moment has given it, and the unique row says so.
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}

/// <param name="Sittings">How many sittings got the time back.</param>
public sealed record Downtime(DateTime From, DateTime To, int Sittings);
