using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training.Planning;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>Looks for another class of the same rotation for one member, by the rules of the plan and without moving anybody else.</summary>
internal sealed class OtherClass(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>The class of the regret and the one to go to instead, both with their places, tracked; the latter null when there is none.</summary>
    public async Task<(Cohort Given, Cohort? Other)> FindAsync(Regret regret, string branchPath, CancellationToken ct)
    {
        // The scope is lifted because seats are taken by whoever sits on them; of other branches no more than their number is used.
        var rotation = await db.Rotations.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
            .SingleAsync(r => db.Cohorts.Any(c => c.Id == regret.CohortId && c.RotationId == r.Id), ct);
        var cohorts = await db.Cohorts.IgnoreQueryFilters([CoursesDb.Scope]).AsSplitQuery().Include(c => c.Enrolments).ThenInclude(e => e.GivenUp)
            .Where(c => c.RotationId == rotation.Id).OrderBy(c => c.OpensOn).ThenBy(c => c.Number).ToListAsync(ct);
        var given = cohorts.Single(c => c.Id == regret.CohortId);
        return (given, Unit.IsWithin(branchPath, rotation.UnitPath) ? await FindAsync(regret, rotation, branchPath, cohorts, ct) : null);
    }

    private async Task<Cohort?> FindAsync(Regret regret, Rotation rotation, string branchPath, List<Cohort> cohorts, CancellationToken ct)
    {
        var today = calendar.Today();
        var from = rotation.NearestDay(today);
        var roster = new TrainingRoster(db, branchPath, from, rotation.To);
        var (committee, away, cannot) = (await roster.CommitteeAsync(ct), await roster.AwayAsync(ct), await roster.CannotAsync(ct));
        var audience = await Audience.ReadAsync(db, Audience.Memberships(db, branchPath, from), from, ct);
        if (audience.Find(m => m.MemberId == regret.MemberId) is not { Excuse: null })
        {
            return null;
        }

        var map = new UnitMap(await db.Units.AsNoTracking().ToListAsync(ct));
        var venues = await db.Venues.AsNoTracking().ToDictionaryAsync(v => v.Id, ct);
        var running = cohorts.FindAll(c => c.StateOn(today) is CohortState.Planned or CohortState.Open);
        var plan = new RotationCase
        {
            From = from,
            To = rotation.To,
            Branches = TrainingRoster.Branches(audience, committee, map),
            People = TrainingRoster.People(audience, committee, away, cannot),
            Classes = [.. running.Select(c => ReplanRotation.ClassOf(c, rotation, venues, map, today))],
            Limits = TrainingRoster.Limits(rotation.BranchShare, rotation.CommitteeShare, rotation.Farthest),
        };
        var classes = plan.Classes.ToDictionary(c => c.Id);
        var people = plan.People.ToDictionary(p => p.MemberId);
        var branches = plan.Branches.ToDictionary(b => b.Path, StringComparer.Ordinal);
        var diary = new Diary(plan);
        foreach (var place in running.SelectMany(c => c.Enrolments).Where(e => e.GivenUp is null && e.MemberId != regret.MemberId && people.ContainsKey(e.MemberId)))
        {
            diary.Place(people[place.MemberId], classes[place.CohortId]);
        }

        var own = people[regret.MemberId] with { Away = [.. people[regret.MemberId].Away, .. DaysOf(regret, classes[regret.CohortId].Days)] };
        return running.Find(c => c.Id != regret.CohortId && !c.IsLocked(today) && c.Taken < c.Capacity && c.Taken + 1 >= classes[c.Id].Smallest
            && KeepPlaces.IsAllowed(plan, branches[own.Branch], own, classes[c.Id]) && diary.HasRoom(own, classes[c.Id].Days));
    }

    /// <summary>On which days whoever has said so cannot come: those of the class, and those named besides.</summary>
    internal static IEnumerable<ClassDays> DaysOf(Regret regret, ClassDays ofClass) =>
        regret is { ImpossibleFrom: { } from, ImpossibleTo: { } to } ? [ofClass, new ClassDays(from, to)] : [ofClass];
}
