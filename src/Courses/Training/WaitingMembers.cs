using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

public enum WaitingReason
{
    /// <summary>There was no seat from the beginning, or the member came to the unit later.</summary>
    NeverPlaced,

    /// <summary>Missed a class, and no later class had a free seat.</summary>
    Missed,
}

public sealed record WaitingMember(AudienceMember Member, WaitingReason Reason);

/// <summary>
/// The members whom a rotation has not trained and who have no place in a class to come. Computed from the roster and the
/// classes, so that nobody can be forgotten by not being written down.
/// </summary>
public sealed class WaitingMembers(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<IReadOnlyList<WaitingMember>> RunAsync(Guid rotationId, CancellationToken ct)
    {
        var rotation = await db.Rotations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == rotationId, ct);
        if (rotation is null)
        {
            return [];
        }

        var day = rotation.NearestDay(calendar.Today());
        var cohorts = db.Cohorts.Where(c => c.RotationId == rotationId);
        var seated = cohorts.Where(c => c.State != CohortState.Closed).SelectMany(c => c.Enrolments).Where(e => e.GivenUp == null).Select(e => e.MemberId);
        var outcomes = db.CohortOutcomes.Where(o => cohorts.Any(c => c.Id == o.CohortId));
        var trained = outcomes.Where(o => o.Completed).Select(o => o.MemberId);
        var missed = await outcomes.Where(o => !o.Completed).Select(o => o.MemberId).Distinct().ToListAsync(ct);

        var theirs = Audience.Memberships(db, rotation.UnitPath, day).Where(m => !seated.Contains(m.MemberId) && !trained.Contains(m.MemberId));
        var waiting = (await Audience.ReadAsync(db, theirs, day, ct)).Where(m => m.Excuse is null);
        var absent = missed.ToHashSet();
        return [.. waiting.Select(m => new WaitingMember(m, absent.Contains(m.MemberId) ? WaitingReason.Missed : WaitingReason.NeverPlaced))];
    }
}
