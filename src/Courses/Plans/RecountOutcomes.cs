using System.Globalization;
using System.Runtime.CompilerServices;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Plans;

/// <summary>
/// How each class ended for each of its members: the hours attended, those of the class, and whether that completes it by the
/// rules of its last day. Counted from the attendances that stood when the class was closed.
/// </summary>
public sealed class RecountOutcomes(CoursesDb db) : IRecount
{
    /// <summary>Classes at once: a few thousand members.</summary>
    private const int AtOnce = 40;

    public string Kind => "class-outcome";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        var ids = await db.Cohorts.Where(c => c.State == CohortState.Closed || db.CohortOutcomes.Any(o => o.CohortId == c.Id)).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(ct);
        foreach (var some in ids.Chunk(AtOnce))
        {
            var cohorts = await db.Cohorts.AsNoTracking().Where(c => some.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
            var outcomes = await db.CohortOutcomes.AsNoTracking().Where(o => some.Contains(o.CohortId)).ToListAsync(ct);
            var attended = (await AttendedAsync(some, ct)).ToLookup(a => (a.CohortId, a.MemberId));
            tally.Add(outcomes.Count);
            foreach (var outcome in outcomes)
            {
                var cohort = cohorts[outcome.CohortId];
                var counted = Count(cohort, attended[(cohort.Id, outcome.MemberId)].Where(a => a.StoodAt(outcome.RecordedAt)));
                var stored = Words(outcome.AttendedQuarters, outcome.TotalQuarters, outcome.Completed, outcome.CompletedOn);
                if (stored != counted)
                {
                    yield return new Recounted(outcome.Id, outcome.MemberId, stored, counted);
                }
            }

            await foreach (var missing in WithoutOutcomeAsync(some, ct))
            {
                yield return missing;
            }
        }
    }

    private static string Count(Cohort cohort, IEnumerable<Attended> present)
    {
        var worth = cohort.Sessions.ToDictionary(s => s.Number, s => s.Quarters);
        var quarters = present.Sum(a => worth.GetValueOrDefault(a.Session));
        var limit = RulePacks.For(cohort.ClosesOn).AbsenceLimit;
        var completed = new LeaveShare(limit.Parts, limit.Of).Allows(quarters, cohort.TotalQuarters);
        return Words(quarters, cohort.TotalQuarters, completed, cohort.ClosesOn);
    }

    private static string Words(int quarters, int of, bool completed, DateOnly on) =>
        string.Create(CultureInfo.InvariantCulture, $"{quarters / 4m:0.##} / {of / 4m:0.##} {(completed ? "✓" : "✗")} {on:yyyy-MM-dd}");

    private Task<List<Attended>> AttendedAsync(Guid[] cohorts, CancellationToken ct) => db.Attendances.AsNoTracking()
        .Where(a => cohorts.Contains(a.CohortId))
        .Select(a => new Attended(
            a.CohortId,
            a.MemberId,
            a.Session,
            a.RecordedAt,
            db.AttendanceWithdrawals.Where(w => w.AttendanceId == a.Id).Select(w => (DateTime?)w.RecordedAt).FirstOrDefault()))
        .ToListAsync(ct);

    /// <summary>Who had a place when the class was closed has an outcome, written in the same moment.</summary>
    private async IAsyncEnumerable<Recounted> WithoutOutcomeAsync(Guid[] cohorts, [EnumeratorCancellation] CancellationToken ct)
    {
        var places = db.StandingPlaces().AsNoTracking()
            .Where(e => cohorts.Contains(e.CohortId)
                && db.Cohorts.Any(c => c.Id == e.CohortId && c.State == CohortState.Closed)
                && !db.CohortOutcomes.Any(o => o.CohortId == e.CohortId && o.MemberId == e.MemberId))
            .Select(e => new { e.Id, e.MemberId });
        await foreach (var place in places.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new Recounted(place.Id, place.MemberId, Recounted.None, "@Recount.Outcome");
        }
    }

    private sealed record Attended(Guid CohortId, MemberId MemberId, int Session, DateTime RecordedAt, DateTime? WithdrawnAt)
    {
        public bool StoodAt(DateTime instant) => RecordedAt <= instant && (WithdrawnAt is not { } withdrawn || withdrawn > instant);
    }
}

/// <summary>Course, kind and last day that every member's share of an assignment repeats.</summary>
public sealed class RecountAssignees(CoursesDb db) : IRecount
{
    public string Kind => "assignment-share";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        tally.Add(await db.Assignees.LongCountAsync(ct));
        var differ = db.Assignees.AsNoTracking()
            .Join(db.Assignments, s => s.AssignmentId, a => a.Id, (s, a) => new { Share = s, Of = a })
            .Where(x => x.Share.CourseKey != x.Of.CourseKey || x.Share.Kind != x.Of.Kind || x.Share.DueOn != x.Of.DueOn)
            .Select(x => new { x.Of.Id, x.Share.MemberId, Stored = new { x.Share.CourseKey, x.Share.DueOn }, Counted = new { x.Of.CourseKey, x.Of.DueOn } });
        await foreach (var s in differ.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new Recounted(s.Id, s.MemberId, Words(s.Stored.CourseKey, s.Stored.DueOn), Words(s.Counted.CourseKey, s.Counted.DueOn));
        }
    }

    private static string Words(string course, DateOnly due) => string.Create(CultureInfo.InvariantCulture, $"{course} {due:yyyy-MM-dd}");
}
