using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>What became of a list of ticked names: nobody is dropped without a word.</summary>
public sealed record AttendanceTaken(IReadOnlyList<MemberId> Recorded, IReadOnlyList<MemberId> Already, IReadOnlyList<AttendanceRefused> Refused);

public sealed record AttendanceRefused(MemberId MemberId, Refusal Why);

/// <summary>
/// Somebody who answers for the members ticks who was present at a session, from half an hour before it until the class is
/// closed. Ticking the same list again changes nothing.
/// </summary>
public sealed class TakeAttendance(CoursesDb db, SchoolCalendar calendar)
{
    public Task<Outcome<AttendanceTaken>> RunAsync(Guid cohortId, int sessionNumber, IReadOnlyCollection<MemberId> members, CancellationToken ct) =>
        RunAsync(cohortId, sessionNumber, members.Distinct().ToDictionary(m => m, Guid? (_) => null), ct);

    /// <summary>The same for ticks that a device has kept, perhaps without a network, and sends until it hears that they have arrived.</summary>
    /// <param name="marks">Each member with the name of the tick; the same tick again is no second one.</param>
    public async Task<Outcome<AttendanceTaken>> RunAsync(Guid cohortId, int sessionNumber, IReadOnlyDictionary<MemberId, Guid?> marks, CancellationToken ct)
    {
        IReadOnlyCollection<MemberId> members = [.. marks.Keys];
        var cohort = await db.Cohorts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == cohortId, ct);
        if (cohort?.Sessions.FirstOrDefault(s => s.Number == sessionNumber) is not { } session)
        {
            return new Refusal("Attendance.NoSuchSession");
        }

        if (session.DoorsOpenAt > calendar.UtcNow())
        {
            return new Refusal("Attendance.TooEarly");
        }

        if (cohort.State == CohortState.CalledOff)
        {
            return new Refusal("Cohort.CalledOff");
        }

        // The job closes a cohort one minute after midnight, so a tick of the last second is stored before it counts.
        if (cohort.StateOn(calendar.Today()) == CohortState.Closed)
        {
            return new Refusal("Cohort.AlreadyClosed", cohort.ClosesOn);
        }

        var allowed = await AllowedAsync(cohortId, members, ct);
        var marked = await new MarkPresent(db, calendar).RunAsync(cohortId, sessionNumber, allowed, AttendanceSource.List, ct, marks);
        return new AttendanceTaken(
            [.. marked.New.Select(a => a.MemberId)],
            [.. marked.Earlier.Select(a => a.MemberId)],
            [.. members.Except(allowed).Select(m => new AttendanceRefused(m, new Refusal("Attendance.NotOnYourList")))]);
    }

    /// <summary>Those of the members who have a place and for whom the viewer answers. One sees oneself, but that alone is no post.</summary>
    private async Task<List<MemberId>> AllowedAsync(Guid cohortId, IReadOnlyCollection<MemberId> members, CancellationToken ct)
    {
        var placed = await db.StandingPlaces().AsNoTracking()
            .Where(e => e.CohortId == cohortId && members.Contains(e.MemberId))
            .OrderBy(e => e.Id)
            .Select(e => e.MemberId)
            .ToListAsync(ct);
        return [.. placed.Where(db.Viewer.AnswersFor)];
    }
}

internal static class ViewerExtensions
{
    /// <summary>For a member whom the viewer sees: whether by a post, and not only because the viewer is that member.</summary>
    public static bool AnswersFor(this Viewer viewer, MemberId seen) =>
        viewer.Everything || viewer.MemberId != seen || (viewer.BranchPath is { } branch && viewer.Covers(branch));
}
