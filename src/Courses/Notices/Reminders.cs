using System.Globalization;
using Learning.Courses.Coverage;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <summary>Reminders of assignments: how they are worded and when a member was last reminded, by hand or by the calendar.</summary>
internal static class Reminders
{
    /// <summary>A reminder by hand: one a day, however often the button is pressed.</summary>
    public static NewNotice ByHand(AssigneeStanding to, DateOnly day) => Of(to, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A reminder by the calendar: one for each mark, however late and often the job runs.</summary>
    public static NewNotice ByCalendar(AssigneeStanding to, int daysBefore) => Of(to, string.Create(CultureInfo.InvariantCulture, $"due-{daysBefore}"));

    /// <summary>The reminders of an assignment, as far as the viewer may see their addressees.</summary>
    public static IQueryable<OutboxMessage> Sent(CoursesDb db, Guid assignment)
    {
        var prefix = Prefix(assignment);
        return db.Outbox.AsNoTracking().Where(m => m.Once.StartsWith(prefix));
    }

    /// <summary>Who has been reminded since an instant.</summary>
    public static Task<HashSet<MemberId>> ToldAsync(CoursesDb db, Guid assignment, DateTime since, CancellationToken ct) =>
        Sent(db, assignment).Where(m => m.CreatedAt >= since).Select(m => m.MemberId).ToHashSetAsync(ct);

    private static NewNotice Of(AssigneeStanding to, string occasion) => new(
        to.MemberId,
        NoticeKinds.ReminderOf(to.Task.Kind),
        $"{Prefix(to.AssignmentId)}{to.MemberId}/{occasion}",
        [NoticeArgument.Course(to.Task.CourseKey), NoticeArgument.Day(to.Task.DueOn)]);

    private static string Prefix(Guid assignment) => $"reminder/{assignment}/";
}
