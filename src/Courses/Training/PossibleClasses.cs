using Learning.Courses.Storage;
using Learning.Courses.Training.Planning;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>
/// The classes of a rotation as one member meets them: which can be sat in by the rules of the plan without moving anybody
/// else, and why the others cannot. The member's present place counts as given back.
/// </summary>
internal sealed class PossibleClasses
{
    private readonly RotationCase plan;
    private readonly Diary diary;
    private readonly PlanBranch branch;
    private readonly PlanPerson person;
    private readonly Dictionary<Guid, PlanClass> classes;
    private readonly HashSet<MemberId> rivals;
    private readonly DateOnly today;

    private PossibleClasses(RotationCase plan, AudienceMember who, IEnumerable<Cohort> running, HashSet<MemberId> rivals, DateOnly today)
    {
        (this.plan, Who, this.rivals, this.today) = (plan, who, rivals, today);
        classes = plan.Classes.ToDictionary(c => c.Id);
        branch = plan.Branches.Single(b => b.Path == who.BranchPath);
        var people = plan.People.ToDictionary(p => p.MemberId);
        person = people[who.MemberId];
        diary = new Diary(plan);
        foreach (var place in running.SelectMany(c => c.Enrolments).Where(e => e.GivenUp is null && e.MemberId != who.MemberId && people.ContainsKey(e.MemberId)))
        {
            diary.Place(people[place.MemberId], classes[place.CohortId]);
        }
    }

    public AudienceMember Who { get; }

    /// <summary>How many of the branch may be away on one day.</summary>
    public int MostAway => plan.Limits.OfBranch(branch);

    /// <param name="cannot">Days on which the member cannot come, besides those on record.</param>
    /// <returns>Null when the branch does not answer for the member.</returns>
    public static async Task<PossibleClasses?> ReadAsync(
        CoursesDb db, Rotation rotation, List<Cohort> cohorts, MemberId member, string branchPath, IEnumerable<ClassDays> cannot, DateOnly today, CancellationToken ct)
    {
        var from = rotation.NearestDay(today);
        var roster = new TrainingRoster(db, branchPath, from, rotation.To);
        var (committee, away, known) = (await roster.CommitteeAsync(ct), await roster.AwayAsync(ct), await roster.CannotAsync(ct));
        var audience = await Audience.ReadAsync(db, Audience.Memberships(db, branchPath, from), from, ct);
        if (audience.Find(m => m.MemberId == member) is not { } who)
        {
            return null;
        }

        var map = new UnitMap(await db.Units.AsNoTracking().ToListAsync(ct));
        var venues = await db.Venues.AsNoTracking().ToDictionaryAsync(v => v.Id, ct);
        var running = cohorts.FindAll(c => c.StateOn(today) is CohortState.Planned or CohortState.Open);
        var asked = new RotationCase
        {
            From = from,
            To = rotation.To,
            Branches = TrainingRoster.Branches(audience, committee, map),
            People = [.. TrainingRoster.People(audience, committee, away, known, await roster.WindowsAsync(ct)).Select(p => p.MemberId == member ? p with { Away = [.. p.Away, .. cannot] } : p)],
            Classes = [.. running.Select(c => ReplanRotation.ClassOf(c, rotation, venues, map, today))],
            Limits = TrainingRoster.Limits(rotation.BranchShare, rotation.CommitteeShare, rotation.Farthest),
        };
        return new PossibleClasses(asked, who, running, await RivalsAsync(db, member, ct), today);
    }

    /// <summary>From the branch to the class, in hundreds of metres.</summary>
    public int Distance(Cohort cohort) => Board.Distance(branch, classes[cohort.Id]);

    /// <summary>The most others of the branch who are away on one day of the class.</summary>
    public int OthersAway(Cohort cohort) => diary.MostAway(branch.Path, classes[cohort.Id].Days);

    /// <summary>The rule that keeps the member out of the class; null for none.</summary>
    public Refusal? WhyNot(Cohort to) => to.StateOn(today) switch
    {
        CohortState.Closed => new Refusal("Cohort.AlreadyClosed", to.ClosesOn),
        CohortState.CalledOff => new Refusal("Cohort.CalledOff"),
        _ when to.IsLocked(today) => new Refusal("Place.TooNear", to.OpensOn),
        _ when to.Taken >= to.Capacity => new Refusal("Cohort.Full", to.Capacity),
        _ when to.Enrolments.Any(e => e.GivenUp is null && rivals.Contains(e.MemberId)) => new Refusal("Place.KeptApart"),
        _ => WhyNot(classes[to.Id]),
    };

    private Refusal? WhyNot(PlanClass to) => to switch
    {
        _ when Board.Distance(branch, to) > plan.Limits.Distance => new Refusal("Place.TooFar", Board.Distance(branch, to) / 10m, plan.Limits.Distance / 10m),
        _ when !Board.CanCome(person, to.Days) => new Refusal("Place.CannotCome"),
        _ when !diary.HasRoom(person, to.Days) => new Refusal("Place.TooManyAway", MostAway),
        _ => null,
    };

    /// <summary>With whom the member is not to sit in one class.</summary>
    private static async Task<HashSet<MemberId>> RivalsAsync(CoursesDb db, MemberId member, CancellationToken ct) => await db.StandingPairs().AsNoTracking()
        .Where(p => p.One == member || p.Other == member)
        .Select(p => p.One == member ? p.Other : p.One)
        .ToHashSetAsync(ct);
}
