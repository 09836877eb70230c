using System.Globalization;
using Learning.Courses.Storage;
using Learning.Courses.Training;

namespace Learning.Courses.Notices;

/// <summary>
/// Reminds of a class that is about to begin: three days before and one day before. Run daily; a day on which it did not run
/// is made up for, and running twice says nothing twice.
/// </summary>
public sealed class RemindCohorts(CoursesDb db, SchoolCalendar calendar, CohortsToRemind coming)
{
    private const int FirstMark = 3;
    private const int LastMark = 1;

    /// <summary>Gives back how many were told.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var lastMark = calendar.Today().AddDays(LastMark);
        var classes = await coming.RunAsync(FirstMark, ct);
        return await Outbox.PostAsync(
            db, calendar.UtcNow(), [.. classes.Select(c => Say(c, c.OpensOn <= lastMark ? LastMark : FirstMark))], ct);
    }

    private static NewNotice Say(ComingClass to, int daysBefore) => new(
        to.MemberId,
        to.Moved ? NoticeKinds.ClassMoved : NoticeKinds.ClassSoon,
        string.Create(CultureInfo.InvariantCulture, $"class/{to.CohortId}/{to.MemberId}/{daysBefore}"),
        [
            NoticeArgument.Text(to.Title),
            NoticeArgument.Text(to.Number.ToString(CultureInfo.InvariantCulture)),
            NoticeArgument.Instant(to.FirstSessionAt),
            NoticeArgument.Text(to.VenueName),
        ]);
}
