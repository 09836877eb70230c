using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>What the end of a class means for each of its members. Adds the rows; the caller stores them with the turn.</summary>
internal sealed class CloseCohort(CoursesDb db)
{
    public async Task AddAsync(Cohort cohort, LeaveShare leave, DateTime now, CancellationToken ct)
    {
        var attended = await AttendedAsync(cohort, ct);
        var placed = await db.StandingPlaces().AsNoTracking().Where(e => e.CohortId == cohort.Id).Select(e => e.MemberId).ToListAsync(ct);
        var outcomes = placed.Select(m => Outcome(m, attended.GetValueOrDefault(m))).ToList();
        db.CohortOutcomes.AddRange(outcomes);
        await MoveAsync(cohort, [.. outcomes.Where(o => !o.Completed).Select(o => o.MemberId)], now, ct);

        CohortOutcome Outcome(MemberId member, int quarters) =>
            new(RowId.At(now), member, cohort, leave.Allows(quarters, cohort.TotalQuarters), quarters, cohort.TotalQuarters, now);
    }

    private async Task<Dictionary<MemberId, int>> AttendedAsync(Cohort cohort, CancellationToken ct)
    {
        var worth = cohort.Sessions.ToDictionary(s => s.Number, s => s.Quarters);
        var present = await db.StandingAttendances().AsNoTracking()
            .Where(a => a.CohortId == cohort.Id)
            .Select(a => new { a.MemberId, a.Session })
            .ToListAsync(ct);
        return present.GroupBy(a => a.MemberId).ToDictionary(a => a.Key, a => a.Sum(p => worth[p.Session]));
    }

    /// <summary>
    /// Gives those who missed the class a place in the next classes of the rotation that had not begun when this one closed.
    /// Whoever is no longer required is not moved; whoever finds no seat is found by <see cref="WaitingMembers"/>.
    /// </summary>
    private async Task MoveAsync(Cohort cohort, HashSet<MemberId> missed, DateTime now, CancellationToken ct)
    {
        var closedFrom = cohort.ClosesOn.AddDays(1);
        var next = missed.Count == 0 ? [] : await db.Cohorts.Include(c => c.Enrolments).ThenInclude(e => e.GivenUp).AsSplitQuery()
            .Where(c => c.RotationId == cohort.RotationId && c.OpensOn > closedFrom && c.State != CohortState.CalledOff)
            .OrderBy(c => c.OpensOn).ThenBy(c => c.Number)
            .ToListAsync(ct);
        if (next.Count == 0)
        {
            return;
        }

        missed.ExceptWith(next.SelectMany(c => c.Enrolments).Where(e => e.GivenUp is null).Select(e => e.MemberId));
        var theirs = Audience.Memberships(db, cohort.UnitPath, closedFrom).Where(m => missed.Contains(m.MemberId));
        var toMove = (await Audience.ReadAsync(db, theirs, closedFrom, ct)).Where(m => m.Excuse is null).Select(m => m.AsCandidate());
        var roster = new TrainingRoster(db, cohort.UnitPath, closedFrom, DateOnly.MaxValue);
        var (cannot, windows) = (await roster.CannotAsync(ct), await roster.WindowsAsync(ct));
        var places = PlaceMembers.Run(
            [.. next.Select(c => c.Capacity - c.Taken)], toMove, (at, who) => CanCome(who.MemberId, new ClassDays(next[at].OpensOn, next[at].ClosesOn)));
        foreach (var (target, members) in next.Zip(places))
        {
            foreach (var member in members)
            {
                if (target.Enrol(member.MemberId, now, movedFrom: cohort.Id) is { } refusal)
                {
                    throw new InvalidOperationException($"Cohort {target.Id} had a free seat and refuses it: {refusal.Code}.");
                }
            }
        }

        bool CanCome(MemberId member, ClassDays days) =>
            !cannot[member].Any(days.Overlaps) && (!windows.Contains(member) || windows[member].Any(w => w.OpensOn <= days.OpensOn && days.ClosesOn <= w.ClosesOn));
    }
}
