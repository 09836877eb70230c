using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>
/// Opens and closes the cohorts that are due. What was missed while the server was off is made up for in the order of the
/// calendar, each turn as of the day on which it was due: the rows depend on the calendar and on attendance, not on when this ran.
/// </summary>
public sealed class RotateCohorts(CoursesDb db, SchoolCalendar calendar)
{
    private const int MostTries = 3;

    /// <param name="leaveOn">The leave allowed on the last day of a class.</param>
    /// <returns>How many turns were made.</returns>
    public async Task<int> RunAsync(Func<DateOnly, LeaveShare> leaveOn, CancellationToken ct)
    {
        var turned = 0;
        foreach (var turn in await DueAsync(ct))
        {
            turned += await TurnAsync(turn, leaveOn, ct) ? 1 : 0;
        }

        return turned;
    }

    private async Task<List<DueTurn>> DueAsync(CancellationToken ct)
    {
        var today = calendar.Today();
        var cohorts = await db.Cohorts.AsNoTracking()
            .Where(c => (c.State == CohortState.Planned || c.State == CohortState.Open) && c.OpensOn <= today)
            .Select(c => new { c.Id, c.Number, c.State, c.OpensOn, c.ClosesOn })
            .ToListAsync(ct);
        var openings = cohorts.Where(c => c.State == CohortState.Planned).Select(c => new DueTurn(c.Id, c.Number, CohortState.Open, c.OpensOn));
        var closings = cohorts.Select(c => new DueTurn(c.Id, c.Number, CohortState.Closed, c.ClosesOn.AddDays(1))).Where(t => t.On <= today);

        // Openings before closings of the same day: a class that begins this morning is too near for those who missed the last one.
        return [.. openings.Concat(closings).OrderBy(t => t.On).ThenBy(t => t.To).ThenBy(t => t.Number).ThenBy(t => t.CohortId)];
    }

    /// <summary>One turn, one transaction: if we stop between two of them, the next run goes on with the second.</summary>
    private async Task<bool> TurnAsync(DueTurn turn, Func<DateOnly, LeaveShare> leaveOn, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            var cohort = await db.Cohorts.SingleAsync(c => c.Id == turn.CohortId, ct);
            if (!cohort.AdvanceTo(turn.On))
            {
                return false;
            }

            try
            {
                await StoreAsync(cohort, leaveOn, ct);
                return true;
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // A second server runs the same job, or a plan gives places at this moment: state and count of the class are
                // concurrency tokens and the turn is unique, so one of us wins, and the other looks again.
            }
        }
    }

    private async Task StoreAsync(Cohort cohort, Func<DateOnly, LeaveShare> leaveOn, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        db.CohortTurns.Add(new CohortTurn(RowId.At(now), cohort, cohort.State, now));
        if (cohort.State == CohortState.Closed)
        {
            await new CloseCohort(db).AddAsync(cohort, leaveOn(cohort.ClosesOn), now, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    private sealed record DueTurn(Guid CohortId, int Number, CohortState To, DateOnly On);
}
