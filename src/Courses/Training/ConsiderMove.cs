using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>What it means to place one member in one class of the rotation.</summary>
/// <param name="WhyNot">The rule that forbids it; null when it can be done.</param>
/// <param name="Distance">From the branch to the class, in hundreds of metres; null when one of the two has no place on the map.</param>
/// <param name="Away">How many of the branch would be away on the worst day of the class, the member included.</param>
/// <param name="BelowSmallest">With the member the class still has fewer people than make it worth holding.</param>
public sealed record PlaceChoice(Cohort Cohort, string VenueName, Refusal? WhyNot, int? Distance, int Away, bool BelowSmallest)
{
    public int SeatsLeft => Cohort.Capacity - Cohort.Taken - 1;
}

/// <param name="Now">The class in which the member has a place; null for one who waits for a place.</param>
/// <param name="LeavesTooFew">Without the member that class has fewer people than make it worth holding.</param>
/// <param name="Classes">The other classes that are not over, in the order of the calendar.</param>
public sealed record PlaceChoices(
    Rotation Rotation, AudienceMember Who, string BranchName, int MostAway, Cohort? Now, string? NowVenue, bool LeavesTooFew, IReadOnlyList<PlaceChoice> Classes)
{
    public PlaceChoice? To(Guid? cohort) => Classes.FirstOrDefault(c => c.Cohort.Id == cohort);
}

/// <summary>Where a member of a rotation could sit instead, with the consequences of each, before anything is changed.</summary>
public sealed class ConsiderMove(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<PlaceChoices>> RunAsync(Guid rotationId, MemberId member, CancellationToken ct)
    {
        var (today, rotation) = (calendar.Today(), await db.Rotations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == rotationId, ct));
        if (rotation is null || !db.Viewer.HoldsOver(rotation.UnitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
        {
            return new Refusal("Rotation.NotYourUnit");
        }

        if (today > rotation.To)
        {
            return new Refusal("Rotation.IsOver", rotation.To);
        }

        var branch = await Audience.Memberships(db, rotation.UnitPath, rotation.NearestDay(today)).Where(m => m.MemberId == member)
            .Select(m => m.BranchPath).FirstOrDefaultAsync(ct);
        if (branch is null)
        {
            return new Refusal("Organisation.NoSuchMember");
        }

        var cohorts = await WholeCohorts.LoadAsync(db, rotationId, ct);
        var possible = await PossibleClasses.ReadAsync(db, rotation, cohorts, member, branch, [], today, ct)
            ?? throw new InvalidOperationException($"Member {member} is of the branch {branch} and not in its audience.");
        var now = cohorts.Find(c => c.StateOn(today) is CohortState.Planned or CohortState.Open && c.Enrolments.Any(e => e.MemberId == member && e.GivenUp is null));
        return await CheckAsync(possible.Who, cohorts, now, today, ct) is { } refusal ? refusal : await ChoicesAsync(rotation, cohorts, possible, now, today, ct);
    }

    private async Task<Refusal?> CheckAsync(AudienceMember who, List<Cohort> cohorts, Cohort? now, DateOnly today, CancellationToken ct)
    {
        var ids = cohorts.ConvertAll(c => c.Id);
        return who switch
        {
            { Excuse: not null } => new Refusal("Place.NotRequired"),
            _ when now?.IsLocked(today) == true => new Refusal("Place.TooNearToLeave", now.Number, now.OpensOn),
            _ when await db.CohortOutcomes.AnyAsync(o => ids.Contains(o.CohortId) && o.MemberId == who.MemberId && o.Completed, ct) => new Refusal("Place.TrainedAlready"),
            _ => null,
        };
    }

    private async Task<PlaceChoices> ChoicesAsync(
        Rotation rotation, List<Cohort> cohorts, PossibleClasses possible, Cohort? now, DateOnly today, CancellationToken ct)
    {
        var venues = await db.Venues.AsNoTracking().ToDictionaryAsync(v => v.Id, ct);
        var units = await db.Units.AsNoTracking().ToListAsync(ct);
        var map = new UnitMap(units);
        var isPlaced = map.PlaceOf(possible.Who.BranchPath) is not null;
        return new PlaceChoices(
            rotation,
            possible.Who,
            map.NameOf(possible.Who.BranchPath),
            possible.MostAway,
            now,
            now is null ? null : venues[now.VenueId].Name,
            now is not null && now.Taken - 1 < rotation.SmallestOf(now),
            [.. cohorts.Where(c => c != now && c.StateOn(today) < CohortState.Closed).Select(c => new PlaceChoice(
                c,
                venues[c.VenueId].Name,
                possible.WhyNot(c),
                isPlaced && map.PlaceOf(venues[c.VenueId].UnitPath) is not null ? possible.Distance(c) : null,
                possible.OthersAway(c) + 1,
                c.Taken + 1 < rotation.SmallestOf(c)))]);
    }
}
