using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Ledger.Recounts;

/// <summary>Whether the recount of last night has been done. A night switched off is made up for when the machine is on again.</summary>
public sealed class NextRecount(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>When nobody sits a quiz.</summary>
    private static readonly TimeOnly Hour = new(2, 30);

    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var tonight = calendar.ToUtc(calendar.Today(), Hour);
        var due = tonight <= now ? tonight : calendar.ToUtc(calendar.Today().AddDays(-1), Hour);

        // A site that has just been set up has nothing to count before its first night.
        var since = await db.RecountRuns.MaxAsync(r => (DateTime?)r.StartedAt, ct) ?? await db.LedgerCheckpoints.MinAsync(c => (DateTime?)c.SignedAt, ct);
        return since < due;
    }
}
