using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>What stands on the wall of the class room.</summary>
/// <param name="ChangesAt">When the next code takes its place; the old one is taken for one more window.</param>
/// <param name="Present">How many have a standing attendance for the session, of how many with a place.</param>
public sealed record CodeOnTheWall(string Title, int CohortNumber, int Session, string Code, DateTime Now, DateTime ChangesAt, DateTime EndsAt, int Present, int Placed);

/// <summary>The code of a session at this moment, for those who answer for the unit of the class.</summary>
public sealed class ShownCode(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<CodeOnTheWall>> RunAsync(Guid cohortId, int sessionNumber, CancellationToken ct)
    {
        var cohort = await db.Cohorts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == cohortId, ct);
        if (cohort?.Sessions.FirstOrDefault(s => s.Number == sessionNumber) is not { } session || !db.Viewer.Covers(cohort.UnitPath))
        {
            return new Refusal("Attendance.NoSuchSession");
        }

        var now = calendar.UtcNow();
        if (!session.TakesCodesAt(now) || cohort.StateOn(calendar.Today()) != CohortState.Open)
        {
            return new Refusal("Attendance.NotNow");
        }

        var title = await db.Rotations.Where(r => r.Id == cohort.RotationId).Select(r => r.Title).SingleAsync(ct);
        var present = await db.StandingAttendances().CountAsync(a => a.CohortId == cohortId && a.Session == sessionNumber, ct);
        var placed = await db.StandingPlaces().CountAsync(e => e.CohortId == cohortId, ct);
        return new CodeOnTheWall(
            title, cohort.Number, sessionNumber, CheckInCode.At(cohortId, session, now), now, CheckInCode.ChangesAt(now), session.EndsAt, present, placed);
    }
}
