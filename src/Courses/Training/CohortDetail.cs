using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>One class with the names of its members, as far as the viewer may see them.</summary>
/// <param name="IsOurs">The viewer answers for the unit of the rotation: may show the code and sees every place that is taken.</param>
/// <param name="IsOver">The last day is past, or the class is not held: lists are closed even if the job has not said so yet.</param>
/// <param name="CalledOff">Null for a class that is held.</param>
/// <param name="MayCallOff">The viewer plans for the unit, and the class has not come too near.</param>
public sealed record CohortPage(
    Guid Id, Guid RotationId, string Title, string UnitPath, int Number, string VenueName, DateOnly OpensOn, DateOnly ClosesOn, CohortState State,
    int Capacity, bool IsOurs, bool IsOver, CallOffNote? CalledOff, bool MayCallOff, IReadOnlyList<SessionRow> Sessions, IReadOnlyList<CohortPerson> People)
{
    /// <summary>Who leads the class; null for nobody named.</summary>
    public string? Trainer { get; init; }

    /// <summary>The viewer plans for the unit of the rotation.</summary>
    public bool MayPlan { get; init; }

    /// <summary>Of a class that is not held: who had a place and has none in a class of the rotation to come.</summary>
    public int Unplaced => CalledOff is null ? 0 : People.Count(p => p.NowIn is null);
}

/// <summary>Why a class is not held, for those who see it.</summary>
public sealed record CallOffNote(CalledOffBecause Because, string Words, DateTime At)
{
    internal static async Task<CallOffNote?> FindAsync(CoursesDb db, Guid cohortId, CancellationToken ct) => await db.CohortsCalledOff.AsNoTracking()
        .Where(o => o.CohortId == cohortId).Select(o => new CallOffNote(o.Because, o.Words, o.RecordedAt)).SingleOrDefaultAsync(ct);
}

/// <param name="TakesAttendance">The doors are open, and the class is not over.</param>
/// <param name="TakesCodes">A code can be shown and given now.</param>
public sealed record SessionRow(int Number, DateTime StartsAt, DateTime EndsAt, int Quarters, bool TakesAttendance, bool TakesCodes);

/// <param name="Moved">Missed an earlier class of the rotation.</param>
/// <param name="Completed">Null until the class is closed.</param>
/// <param name="NowIn">The number of the class in which somebody has a place whose class is not held; null for none.</param>
/// <param name="Present">By session number.</param>
public sealed record CohortPerson(
    MemberId MemberId, string Number, string Name, string BranchName, bool Moved, bool? Completed, int? NowIn, IReadOnlyDictionary<int, PresentAt> Present);

/// <param name="MayConfirm">One person's statement so far, and the viewer can be the second.</param>
public sealed record PresentAt(Guid AttendanceId, AttendanceSource Source, DateTime At, EvidenceClass Class, bool MayConfirm);

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
        var today = calendar.Today();
        var isOver = cohort.StateOn(today) is CohortState.Closed or CohortState.CalledOff;
        var mayPlan = db.Viewer.HoldsOver(cohort.UnitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser);
        var mayCallOff = mayPlan && cohort.CheckCallOff(today) is null;
        return new CohortPage(
            cohort.Id, cohort.RotationId, title, cohort.UnitPath, cohort.Number, venue, cohort.OpensOn, cohort.ClosesOn, cohort.State,
            cohort.Capacity, db.Viewer.Covers(cohort.UnitPath), isOver, await CallOffNote.FindAsync(db, cohortId, ct), mayCallOff,
            SessionsOf(cohort, isOver), await PeopleAsync(cohort, ct))
        {
            Trainer = await db.TrainerOf(cohortId).SingleOrDefaultAsync(ct),
            MayPlan = mayPlan,
        };
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
        var people = await Places(cohort).AsNoTracking()
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
                NowIn = db.StandingPlaces()
                    .Where(e => cohort.State == CohortState.CalledOff && e.MemberId == m.MemberId)
                    .Join(db.Cohorts, e => e.CohortId, c => c.Id, (_, c) => c)
                    .Where(c => c.RotationId == cohort.RotationId && c.State != CohortState.Closed)
                    .OrderBy(c => c.OpensOn)
                    .Select(c => (int?)c.Number)
                    .FirstOrDefault(),
                Completed = db.CohortOutcomes.Where(o => o.CohortId == cohort.Id && o.MemberId == m.MemberId).Select(o => (bool?)o.Completed).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var present = await PresentAsync(cohort.Id, ct);
        return [.. people.Select(p => new CohortPerson(p.MemberId, p.Number, p.Name, p.Branch ?? "", p.Moved, p.Completed, p.NowIn, Of(p.MemberId)))];

        Dictionary<int, PresentAt> Of(MemberId member) => present[member].ToDictionary(a => a.Session, a => a.Present);
    }

    /// <summary>Of a class that is not held, the places it took away.</summary>
    private IQueryable<Enrolment> Places(Cohort cohort) => cohort.State == CohortState.CalledOff
        ? db.Enrolments.Where(e => e.CohortId == cohort.Id && e.GivenUp!.Because == GivenUpBecause.ClassCalledOff)
        : db.StandingPlaces().Where(e => e.CohortId == cohort.Id);

    private async Task<ILookup<MemberId, (int Session, PresentAt Present)>> PresentAsync(Guid cohortId, CancellationToken ct) =>
        (await AttendanceClasses.OfCohortAsync(db, cohortId, ct)).ToLookup(l => l.Row.MemberId, l => (l.Row.Session, Of(l.Row, AttendanceClasses.Of(l.Row, l.Confirmation))));

    private PresentAt Of(Attendance row, EvidenceClass evidence) => new(
        row.Id, row.Source, row.RecordedAt, evidence,
        evidence == EvidenceClass.C && db.Viewer.MemberId is { } self && !ConfirmAttendance.IsOwn(row, self) && db.Viewer.AnswersFor(row.MemberId));
}
