using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <summary>Tells members that the last of their answers has been read and the result is there. Asking twice says nothing twice.</summary>
public sealed class TellMarked(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>A result that nobody told of for so long is no news.</summary>
    private const int DaysBack = 14;

    /// <summary>Gives back how many were told.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var since = calendar.UtcNow().AddDays(-DaysBack);
        var settled = await db.AttemptResults.AsNoTracking()
            .Where(r => r.RecordedAt >= since && r.Waiting == 0 && db.AttemptResults.Any(first => first.Id == r.CorrectsId && first.Waiting > 0))
            .Select(r => new { r.Id, r.MemberId, r.CourseKey })
            .ToListAsync(ct);
        return await Outbox.PostAsync(
            db,
            calendar.UtcNow(),
            [.. settled.Select(r => new NewNotice(r.MemberId, NoticeKinds.Marked, $"marked/{r.Id}", [NoticeArgument.Course(r.CourseKey)]))],
            ct);
    }
}
