using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="Classes">Those that are held, or will be.</param>
/// <param name="Placed">Members with a place, as far as the viewer may see them.</param>
public sealed record RotationRow(
    Guid Id, string Title, string UnitPath, string UnitName, DateOnly From, DateOnly To, int Classes, int OpenClasses, int ClosedClasses, int CalledOff, int Placed, int Completed)
{
    /// <summary>What the classes that are held say together: open as soon as one has begun, closed when all have ended.</summary>
    public CohortState State =>
        Classes == 0 && CalledOff > 0 ? CohortState.CalledOff : ClosedClasses == Classes ? CohortState.Closed : OpenClasses + ClosedClasses > 0 ? CohortState.Open : CohortState.Planned;
}

/// <summary>The rotations that concern the viewer's units, the latest first.</summary>
public sealed class RotationList(CoursesDb db)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<RotationRow>> RunAsync(CancellationToken ct)
    {
        return await db.Rotations.AsNoTracking()
            .OrderByDescending(r => r.From).ThenBy(r => r.Id)
            .Take(Most)
            .Select(r => new RotationRow(
                r.Id,
                r.Title,
                r.UnitPath,
                db.Units.Where(u => u.UnitId == r.UnitId).Select(u => u.Name).First(),
                r.From,
                r.To,
                db.Cohorts.Count(c => c.RotationId == r.Id && c.State != CohortState.CalledOff),
                db.Cohorts.Count(c => c.RotationId == r.Id && c.State == CohortState.Open),
                db.Cohorts.Count(c => c.RotationId == r.Id && c.State == CohortState.Closed),
                db.Cohorts.Count(c => c.RotationId == r.Id && c.State == CohortState.CalledOff),
                db.Cohorts.Where(c => c.RotationId == r.Id).SelectMany(c => c.Enrolments).Where(e => e.GivenUp == null).Select(e => e.MemberId).Distinct().Count(),
                db.CohortOutcomes.Count(o => o.Completed && db.Cohorts.Any(c => c.Id == o.CohortId && c.RotationId == r.Id))))
            .ToListAsync(ct);
    }
}
