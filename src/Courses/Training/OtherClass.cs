using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>Looks for another class of the same rotation for one member, by the rules of the plan and without moving anybody else.</summary>
internal sealed class OtherClass(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>The class of the regret and the one to go to instead, both with their places, tracked; the latter null when there is none.</summary>
    public async Task<(Cohort Given, Cohort? Other)> FindAsync(Regret regret, string branchPath, CancellationToken ct)
    {
        // The scope is lifted because the rotation may be another unit's; of it no more than its rules is used.
        var rotation = await db.Rotations.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
            .SingleAsync(r => db.Cohorts.Any(c => c.Id == regret.CohortId && c.RotationId == r.Id), ct);
        var cohorts = await WholeCohorts.LoadAsync(db, rotation.Id, ct);
        var given = cohorts.Single(c => c.Id == regret.CohortId);
        return (given, Unit.IsWithin(branchPath, rotation.UnitPath) ? await FindAsync(regret, rotation, branchPath, cohorts, ct) : null);
    }

    private async Task<Cohort?> FindAsync(Regret regret, Rotation rotation, string branchPath, List<Cohort> cohorts, CancellationToken ct)
    {
        var given = cohorts.Single(c => c.Id == regret.CohortId);
        var possible = await PossibleClasses.ReadAsync(
            db, rotation, cohorts, regret.MemberId, branchPath, DaysOf(regret, new ClassDays(given.OpensOn, given.ClosesOn)), calendar.Today(), ct);
        return cohorts.Find(c => c != given && possible is { Who.Excuse: null } && possible.WhyNot(c) is null && c.Taken + 1 >= rotation.SmallestOf(c));
    }

    /// <summary>On which days whoever has said so cannot come: those of the class, and those named besides.</summary>
    internal static IEnumerable<ClassDays> DaysOf(Regret regret, ClassDays ofClass) =>
        regret is { ImpossibleFrom: { } from, ImpossibleTo: { } to } ? [ofClass, new ClassDays(from, to)] : [ofClass];
}
