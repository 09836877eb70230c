using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>
/// The member who asks gives the code shown in class and is present at the session that is on. How often a member may try is
/// limited by the site, see <see cref="CheckInCode"/>.
/// </summary>
public sealed class CheckIn(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<Attendance>> RunAsync(Guid cohortId, string code, CancellationToken ct)
    {
        var cohort = await FindAsync(cohortId, ct);
        if (cohort is null || db.Viewer.MemberId is not { } member)
        {
            return new Refusal("Attendance.NotEnrolled");
        }

        var now = calendar.UtcNow();
        if (cohort.StateOn(calendar.Today()) != CohortState.Open || cohort.Sessions.FirstOrDefault(s => s.TakesCodesAt(now)) is not { } session)
        {
            return new Refusal("Attendance.NotNow");
        }

        var earlier = await db.StandingAttendances().AsNoTracking()
            .SingleOrDefaultAsync(a => a.CohortId == cohortId && a.Session == session.Number && a.MemberId == member, ct);
        if (earlier is not null)
        {
            return earlier;
        }

        if (!CheckInCode.Accepts(cohortId, session, code, now))
        {
            return new Refusal("Attendance.WrongCode");
        }

        var marked = await new MarkPresent(db, calendar).RunAsync(cohortId, session.Number, [member], AttendanceSource.Code, ct);
        return marked.Earlier.Concat(marked.New).Single();
    }

    private async Task<Cohort?> FindAsync(Guid cohortId, CancellationToken ct)
    {
        var self = db.Viewer.MemberId;

        // The scope is lifted because a place stays one's own after a transfer to another town; the query names the person who asks.
        return await db.Cohorts.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
            .SingleOrDefaultAsync(c => c.Id == cohortId && c.Enrolments.Any(e => e.MemberId == self && e.GivenUp == null), ct);
    }
}
