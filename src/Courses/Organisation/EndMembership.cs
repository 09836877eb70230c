using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>
/// A member belongs to no branch any more: left the Party, gone to another district, or died. Ends the membership after its last day
/// and the posts with it. For whoever moves within the district there is a transfer. Asked twice, it has ended once.
/// </summary>
public sealed class EndMembership(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<Membership>> RunAsync(MemberId member, DateOnly lastDay, CancellationToken ct)
    {
        var open = await AddAsync(db, member, lastDay, calendar, ct);
        if (open.Value is null)
        {
            return open.Refusal!;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return open;
        }
        catch (DbUpdateException)
        {
            // A row is replaced once: a second click, or a transfer received at this moment.
            db.ChangeTracker.Clear();
            return await CurrentAsync(db, member, calendar.Today(), ct) is null ? new Refusal("Membership.EndedAlready") : new Refusal("Membership.Overtaken");
        }
    }

    /// <summary>The membership that holds today or later; null when there is none.</summary>
    internal static Task<Membership?> CurrentAsync(CoursesDb db, MemberId member, DateOnly today, CancellationToken ct) => db.Memberships
        .Where(m => m.MemberId == member && m.ReplacedAt == null && (m.ValidTo == null || m.ValidTo >= today))
        .OrderByDescending(m => m.ValidFrom)
        .FirstOrDefaultAsync(ct);

    /// <summary>Adds the rows to what is about to be stored.</summary>
    internal static async Task<Outcome<Membership>> AddAsync(CoursesDb db, MemberId member, DateOnly lastDay, SchoolCalendar calendar, CancellationToken ct)
    {
        var (today, now, by) = (calendar.Today(), calendar.UtcNow(), db.Viewer.MemberId);
        if (await CurrentAsync(db, member, today, ct) is not { } current || !db.Viewer.HoldsOver(current.BranchPath, PostKind.Administrator))
        {
            return new Refusal("Membership.EndedAlready");
        }

        // A day to come would leave a member who still is one; a day before it began, a membership that ends before it begins.
        if (lastDay > today || lastDay < current.ValidFrom)
        {
            return new Refusal("Membership.DayWrong", current.ValidFrom, today);
        }

        var ended = current.EndedOn(lastDay, now, by);
        db.Memberships.Add(ended);
        foreach (var post in await db.Posts.Where(p => p.MemberId == member && p.ReplacedAt == null && (p.ValidTo == null || p.ValidTo > lastDay) && p.ValidFrom <= lastDay).ToListAsync(ct))
        {
            db.Posts.Add(post.EndedOn(lastDay, now, by));
        }

        return ended;
    }
}
