using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>One rotation with its classes and those who still wait for one. Numbers count the members whom the viewer may see.</summary>
/// <param name="IsOurs">The viewer answers for the whole unit of the rotation, so the numbers are those of the whole rotation.</param>
public sealed record RotationPage(
    Guid Id, string Title, string UnitPath, string UnitName, DateOnly From, DateOnly To, bool IsOurs,
    IReadOnlyList<CohortRow> Cohorts, IReadOnlyList<WaitingMember> Waiting)
{
    /// <summary>Members of the unit who are away for six months or more, and how many of them have said when they are at home.</summary>
    public (int All, int WithDays) Floating { get; init; }
}

/// <param name="Attended">Members who were present at one session at least.</param>
public sealed record CohortRow(
    Guid Id, int Number, DateOnly OpensOn, DateOnly ClosesOn, CohortState State, string VenueName, int Capacity, int Placed, int Attended, int Completed)
{
    /// <summary>Of a closed class, who did not complete it; of an open one, who has not been seen yet.</summary>
    public int Missing => State switch
    {
        CohortState.Closed => Placed - Completed,
        CohortState.Open => Placed - Attended,
        _ => 0,
    };
}

public sealed class RotationOverview(CoursesDb db, SchoolCalendar calendar, WaitingMembers waiting)
{
    /// <returns>Null when there is no such rotation within the viewer's sight.</returns>
    public async Task<RotationPage?> RunAsync(Guid rotationId, CancellationToken ct)
    {
        var rotation = await db.Rotations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == rotationId, ct);
        if (rotation is null)
        {
            return null;
        }

        var unitName = await db.Units.Where(u => u.UnitId == rotation.UnitId).Select(u => u.Name).SingleAsync(ct);
        return new RotationPage(
            rotation.Id, rotation.Title, rotation.UnitPath, unitName, rotation.From, rotation.To, db.Viewer.Covers(rotation.UnitPath),
            await CohortsAsync(rotationId, ct), await waiting.RunAsync(rotationId, ct))
        {
            Floating = await FloatingAsync(rotation, ct),
        };
    }

    private async Task<(int All, int WithDays)> FloatingAsync(Rotation rotation, CancellationToken ct)
    {
        var day = rotation.NearestDay(calendar.Today());
        var floating = db.FloatingOn(day);
        var theirs = Audience.Memberships(db, rotation.UnitPath, day).Select(m => m.MemberId).Where(m => floating.Contains(m));
        return (await theirs.CountAsync(ct), await theirs.CountAsync(m => db.StandingHomeStays().Any(s => s.MemberId == m && s.To >= day), ct));
    }

    private async Task<List<CohortRow>> CohortsAsync(Guid rotationId, CancellationToken ct)
    {
        var present = db.StandingAttendances();
        return await db.Cohorts.AsNoTracking()
            .Where(c => c.RotationId == rotationId)
            .OrderBy(c => c.Number)
            .Select(c => new CohortRow(
                c.Id,
                c.Number,
                c.OpensOn,
                c.ClosesOn,
                c.State,
                db.Venues.Where(v => v.Id == c.VenueId).Select(v => v.Name).First(),
                c.Capacity,
                c.Enrolments.Count(e => e.GivenUp == null),
                present.Where(a => a.CohortId == c.Id).Select(a => a.MemberId).Distinct().Count(),
                db.CohortOutcomes.Count(o => o.CohortId == c.Id && o.Completed)))
            .ToListAsync(ct);
    }
}
