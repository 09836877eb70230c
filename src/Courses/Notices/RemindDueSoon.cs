using Learning.Courses.Coverage;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <summary>
/// Reminds of what is due soon: once a week before, once a day before. Run daily; a day on which it did not run is made up
/// for, and running twice says nothing twice.
/// </summary>
public sealed class RemindDueSoon(CoursesDb db, SchoolCalendar calendar, AssignmentStandings standings)
{
    private const int FirstMark = 7;
    private const int LastMark = 1;

    /// <summary>Gives back how many were told.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (today, until) = (calendar.Today(), calendar.Today().AddDays(FirstMark));
        var soon = await db.Assignments.AsNoTracking()
            .Where(a => a.DueOn >= today && a.DueOn <= until)
            .OrderBy(a => a.DueOn).ThenBy(a => a.Id)
            .Select(a => new { a.Id, a.DueOn, a.RecordedAt })
            .ToListAsync(ct);
        var count = 0;
        foreach (var assignment in soon)
        {
            var daysBefore = assignment.DueOn <= today.AddDays(LastMark) ? LastMark : FirstMark;
            var mark = assignment.DueOn.AddDays(-daysBefore);

            // Who was given the task after the mark has just heard of it.
            if (calendar.DayOf(assignment.RecordedAt) < mark)
            {
                count += await RemindAsync(assignment.Id, daysBefore, mark, ct);
            }
        }

        return count;
    }

    private async Task<int> RemindAsync(Guid assignment, int daysBefore, DateOnly mark, CancellationToken ct)
    {
        // A reminder by hand since the mark serves as well.
        var told = await Reminders.ToldAsync(db, assignment, calendar.ToUtc(mark, TimeOnly.MinValue), ct);
        var owed = (await standings.RunAsync([assignment], ct)).Where(s => s.IsOwed && !told.Contains(s.MemberId));
        return await Outbox.PostAsync(db, calendar.UtcNow(), [.. owed.Select(s => Reminders.ByCalendar(s, daysBefore))], ct);
    }
}
