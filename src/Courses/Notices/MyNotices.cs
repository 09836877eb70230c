using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <param name="Kind">See <see cref="OutboxMessage.Kind"/>.</param>
public sealed record Notice(Guid Id, string Kind, IReadOnlyList<NoticeArgument> Arguments, DateTime CreatedAt)
{
    internal static Notice Of(OutboxMessage message) => new(message.Id, message.Kind, NoticeArgument.ReadAll(message.Arguments), message.CreatedAt);
}

/// <param name="Unread">All of them, also those that are not among the latest.</param>
public sealed record NoticeList(IReadOnlyList<Notice> Latest, int Unread);

/// <summary>What the viewer has been told and has not put away yet; newest first.</summary>
public sealed class MyNotices(CoursesDb db)
{
    private const int Shown = 5;

    public async Task<NoticeList> RunAsync(CancellationToken ct)
    {
        // The scope would also show what those were told for whom the viewer answers.
        var own = db.Outbox.AsNoTracking().Where(m => m.MemberId == db.Viewer.MemberId && m.ReadAt == null);
        var latest = await own.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(Shown).ToListAsync(ct);
        return new NoticeList([.. latest.Select(Notice.Of)], latest.Count < Shown ? latest.Count : await own.CountAsync(ct));
    }
}

/// <summary>Puts one of the viewer's own notices away. The second time changes nothing.</summary>
public sealed class MarkNoticeRead(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Refusal?> RunAsync(Guid notice, CancellationToken ct)
    {
        var message = await db.Outbox.SingleOrDefaultAsync(m => m.Id == notice && m.MemberId == db.Viewer.MemberId, ct);
        if (message is null)
        {
            return new Refusal("Notice.NotFound");
        }

        message.Read(calendar.UtcNow());
        await db.SaveChangesAsync(ct);
        return null;
    }
}
