using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>One class with the names of its members, as far as the viewer may see them.</summary>
/// <param name="IsOurs">The viewer answers for the unit of the rotation: may show the code and sees every place that is taken.</param>
/// <param name="IsOver">The last day is past: lists are closed even if the job has not said so yet.</param>
public sealed record CohortPage(
    Guid Id, Guid RotationId, string Title, string UnitPath, int Number, string VenueName, DateOnly OpensOn, DateOnly ClosesOn, CohortState State,
    int Capacity, bool IsOurs, bool IsOver, IReadOnlyList<SessionRow> Sessions, IReadOnlyList<CohortPerson> People);

/// <param name="TakesAttendance">The doors are open, and the class is not over.</param>
/// <param name="TakesCodes">A code can be shown and given now.</param>
public sealed record SessionRow(int Number, DateTime StartsAt, DateTime EndsAt, int Quarters, bool TakesAttendance, bool TakesCodes);

/// <param name="Moved">Missed an earlier class of the rotation.</param>
/// <param name="Completed">Null until the class is closed.</param>
/// <param name="Present">By session number.</param>
public sealed record CohortPerson(
    MemberId MemberId, string Number, string Name, string BranchName, bool Moved, bool? Completed, IReadOnlyDictionary<int, PresentAt> Present);

public sealed record PresentAt(Guid AttendanceId, AttendanceSource Source, DateTime At);

public sealed class CohortDetail(CoursesDb db, SchoolCalendar calendar)
{
    /// <returns>Null when there is no such class within the viewer's sight.</returns>
    public async Task<CohortPage?> RunAsync(Guid cohortId, CancellationToken ct)
    {
        var cohort = await db.Cohorts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == cohortId, ct);
        if (cohort is null)
        {
            return null;
        }

        var title = await db.Rotations.Where(r => r.Id == cohort.RotationId).Select(r => r.Title).SingleAsync(ct);
        var venue = await db.Venues.Where(v => v.Id == cohort.VenueId).Select(v => v.Name).SingleAsync(ct);
        var isOver = cohort.StateOn(calendar.Today()) == CohortState.Closed;
        return new CohortPage(
            cohort.Id, cohort.RotationId, title, cohort.UnitPath, cohort.Number, venue, cohort.OpensOn, cohort.ClosesOn, cohort.State,
            cohort.Capacity, db.Viewer.Covers(cohort.UnitPath), isOver, SessionsOf(cohort, isOver), await PeopleAsync(cohort, ct));
    }

    private List<SessionRow> SessionsOf(Cohort cohort, bool isOver)
    {
        var now = calendar.UtcNow();
        return
        [
            .. cohort.Sessions.OrderBy(s => s.Number).Select(s => new SessionRow(
                s.Number, s.StartsAt, s.EndsAt, s.Quarters, !isOver && s.DoorsOpenAt <= now, !isOver && s.TakesCodesAt(now))),
        ];
    }

    private async Task<List<CohortPerson>> PeopleAsync(Cohort cohort, CancellationToken ct)
    {
        var day = calendar.Today() < cohort.ClosesOn ? calendar.Today() : cohort.ClosesOn;
        var people = await db.StandingPlaces().AsNoTracking()
            .Where(e => e.CohortId == cohort.Id)
            .Join(db.Members, e => e.MemberId, m => m.MemberId, (e, m) => new { e.MemberId, m.Number, m.Name, Moved = e.MovedFrom != null })
            .OrderBy(m => m.Number)
            .Select(m => new
            {
                m.MemberId,
                m.Number,
                m.Name,
                m.Moved,
                Branch = db.Memberships
                    .Where(s => s.MemberId == m.MemberId && s.ReplacedAt == null && s.ValidFrom <= day)
                    .OrderByDescending(s => s.ValidFrom)
                    .Select(s => db.Units.Where(u => u.UnitId == s.BranchId).Select(u => u.Name).First())
                    .FirstOrDefault(),
                Completed = db.CohortOutcomes.Where(o => o.CohortId == cohort.Id && o.MemberId == m.MemberId).Select(o => (bool?)o.Completed).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var present = await PresentAsync(cohort.Id, ct);
        return [.. people.Select(p => new CohortPerson(p.MemberId, p.Number, p.Name, p.Branch ?? "", p.Moved, p.Completed, Of(p.MemberId)))];

        Dictionary<int, PresentAt> Of(MemberId member) => present[member].ToDictionary(a => a.Session, a => new PresentAt(a.Id, a.Source, a.RecordedAt));
    }

    private async Task<ILookup<MemberId, Attendance>> PresentAsync(Guid cohortId, CancellationToken ct) =>
        (await db.StandingAttendances().AsNoTracking().Where(a => a.CohortId == cohortId).ToListAsync(ct)).ToLookup(a => a.MemberId);
}
