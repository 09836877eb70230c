using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="Moved">The member missed an earlier class and was given this one.</param>
/// <param name="Completed">Null until the class is closed.</param>
/// <param name="CalledOff">The class is not held, and why; null for one that is.</param>
/// <param name="Regret">That the member cannot come; null when they have said no such thing.</param>
/// <param name="IsLocked">The class has come too near to be planned anew.</param>
/// <param name="CheckIn">The session for which the member may give the code now; null when there is none, or the code was given.</param>
/// <param name="Next">The session that is on or comes next; null when all are over.</param>
public sealed record MyClass(
    Guid CohortId, string Title, int Number, string VenueName, DateOnly OpensOn, DateOnly ClosesOn, CohortState State, bool Moved, bool? Completed,
    CallOffNote? CalledOff, MyRegret? Regret, bool IsLocked, IReadOnlyList<MySession> Sessions, MySession? CheckIn, MySession? Next)
{
    /// <summary>Who leads the class; null for nobody named.</summary>
    public string? Trainer { get; init; }

    /// <summary>The member need not come, because they have said that they cannot.</summary>
    public bool GaveUp => Regret?.Answer == RegretAnswer.Accepted;

    /// <summary>The member is to come, or has been there.</summary>
    public bool Stands => CalledOff is null && !GaveUp;

    /// <summary>What the member has said waits for an answer.</summary>
    public bool RegretIsOpen => Stands && State == CohortState.Planned && Regret is { Answer: null };

    /// <summary>The member may still say that they cannot come.</summary>
    public bool MayRegret => Stands && !IsLocked && Regret is not { Answer: null };
}

/// <summary>What the member said last of this class, and what became of it.</summary>
/// <param name="Answer">Null while nobody has answered.</param>
public sealed record MyRegret(
    RegretBecause Because, string Words, DateOnly? ImpossibleFrom, DateOnly? ImpossibleTo, DateTime At, RegretAnswer? Answer, string AnswerWords);

/// <param name="Evidence">What the member's presence rests on; null while nobody has recorded it.</param>
public sealed record MySession(int Number, DateTime StartsAt, DateTime EndsAt, EvidenceClass? Evidence, Guid? AttendanceId)
{
    public bool Present => Evidence is not null;
}

/// <summary>
/// The classes in which the viewer has a place, and those that are not held or from which they are excused: those to come first in order
/// of date, then the others, latest first.
/// </summary>
public sealed class MyClasses(CoursesDb db, SchoolCalendar calendar)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<MyClass>> RunAsync(CancellationToken ct)
    {
        if (db.Viewer.MemberId is not { } self)
        {
            return [];
        }

        // The scope is lifted because a class one has taken part in stays one's own after a transfer to another town. Each of
        // the queries names the person who asks.
        var places = await db.Enrolments.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
            .Where(e => e.MemberId == self && (e.GivenUp == null || e.GivenUp.Because == GivenUpBecause.ClassCalledOff || e.GivenUp.Because == GivenUpBecause.Regretted))
            .Join(db.Cohorts, e => e.CohortId, c => c.Id, (e, c) => new { e.Id, Cohort = c, Moved = e.MovedFrom != null })
            .OrderByDescending(p => p.Cohort.OpensOn)
            .Take(Most)
            .Select(p => new
            {
                p.Cohort,
                p.Moved,
                Title = db.Rotations.Where(r => r.Id == p.Cohort.RotationId).Select(r => r.Title).First(),
                Venue = db.Venues.Where(v => v.Id == p.Cohort.VenueId).Select(v => v.Name).First(),
                Note = db.CohortsCalledOff.Where(o => o.CohortId == p.Cohort.Id).Select(o => new CallOffNote(o.Because, o.Words, o.RecordedAt)).FirstOrDefault(),
                Regret = db.Regrets.Where(r => r.EnrolmentId == p.Id).OrderByDescending(r => r.Take)
                    .Select(r => new MyRegret(
                        r.Because, r.Words, r.ImpossibleFrom, r.ImpossibleTo, r.RecordedAt, r.End == null ? null : r.End.Answer, r.End == null ? "" : r.End.Words))
                    .FirstOrDefault(),
                Trainer = db.CohortTrainers.Where(t => t.CohortId == p.Cohort.Id).OrderByDescending(t => t.Take)
                    .Select(t => db.Trainers.Where(n => n.Id == t.TrainerId).Select(n => n.Name).First()).FirstOrDefault(),
                Completed = db.CohortOutcomes.Where(o => o.CohortId == p.Cohort.Id && o.MemberId == self).Select(o => (bool?)o.Completed).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var present = (await db.StandingAttendances().AsNoTracking().Where(a => a.MemberId == self)
            .Select(a => new { Row = a, Confirmation = db.AttendanceConfirmations.FirstOrDefault(c => c.ConfirmsId == a.Id) })
            .ToListAsync(ct)).ToLookup(a => a.Row.CohortId, a => (a.Row, AttendanceClasses.Of(a.Row, a.Confirmation)));
        var classes = places.Select(p => Of(p.Cohort, p.Title, p.Venue, p.Moved, p.Completed, p.Note, p.Regret, present[p.Cohort.Id].ToDictionary(a => a.Row.Session)) with { Trainer = p.Trainer });
        return [.. classes.OrderBy(IsBehind).ThenBy(c => IsBehind(c) ? -c.OpensOn.DayNumber : c.OpensOn.DayNumber)];

        static bool IsBehind(MyClass c) => !c.Stands || c.State == CohortState.Closed;
    }

    private MyClass Of(Cohort cohort, string title, string venue, bool moved, bool? completed, CallOffNote? calledOff, MyRegret? regret, Dictionary<int, (Attendance Row, EvidenceClass Class)> present)
    {
        var now = calendar.UtcNow();
        var stands = calledOff is null && regret?.Answer != RegretAnswer.Accepted;
        var open = stands && cohort.StateOn(calendar.Today()) == CohortState.Open;
        var rows = cohort.Sessions.OrderBy(s => s.Number).ToDictionary(s => s, s =>
            present.TryGetValue(s.Number, out var at) ? new MySession(s.Number, s.StartsAt, s.EndsAt, at.Class, at.Row.Id) : new MySession(s.Number, s.StartsAt, s.EndsAt, null, null));
        return new MyClass(
            cohort.Id, title, cohort.Number, venue, cohort.OpensOn, cohort.ClosesOn, cohort.StateOn(calendar.Today()), moved, completed, calledOff, regret, cohort.IsLocked(calendar.Today()), [.. rows.Values],
            rows.FirstOrDefault(r => open && r.Key.TakesCodesAt(now) && !r.Value.Present).Value,
            rows.FirstOrDefault(r => stands && r.Key.EndsAt > now).Value);
    }
}
