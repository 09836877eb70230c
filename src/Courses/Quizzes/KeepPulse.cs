using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>Notes that the server runs. Run every few seconds; what lies between the last note and the next start was downtime.</summary>
public sealed class KeepPulse(CoursesDb db, SchoolCalendar calendar)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var now = calendar.UtcNow();
        if (await db.ServerPulses.Where(p => p.Id == ServerPulse.OnlyId).ExecuteUpdateAsync(p => p.SetProperty(x => x.At, now), ct) > 0)
        {
            return;
        }

        db.ServerPulses.Add(new ServerPulse(now));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another server has just made the row, with the same news.
            db.ChangeTracker.Clear();
        }
    }
}
