using System.Security.Cryptography;
using System.Text.Json;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training.Planning;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>
/// Fits a running rotation to what has changed: who has come or gone, who is excused, who has missed a class. Confirmed places
/// are kept wherever the rules allow it, and classes that have begun are not touched. Nothing is stored before it was shown.
/// </summary>
public sealed class ReplanRotation(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>What a new plan would change today.</summary>
    public Task<Outcome<Replan>> PlanAsync(Guid rotationId, CancellationToken ct) => PlanAsync(rotationId, new HashSet<Guid>(), ct);

    /// <summary>The same for a rotation in which some classes are not held: their members are placed anew.</summary>
    internal async Task<Outcome<Replan>> PlanAsync(Guid rotationId, IReadOnlySet<Guid> without, CancellationToken ct)
    {
        var rotation = await db.Rotations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == rotationId, ct);
        if (rotation is null || !db.Viewer.HoldsOver(rotation.UnitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
        {
            return new Refusal("Rotation.NotYourUnit");
        }

        if (calendar.Today() > rotation.To)
        {
            return new Refusal("Rotation.IsOver", rotation.To);
        }

        return await PlanAsync(rotation, await WholeCohorts.LoadAsync(db, rotationId, ct), without, ct);
    }

    /// <summary>Does what the plan with that fingerprint said. The second click finds nothing left to change.</summary>
    public async Task<Outcome<Replan>> RunAsync(Guid rotationId, string fingerprint, CancellationToken ct)
    {
        var outcome = await PlanAsync(rotationId, ct);
        if (outcome.Value is not { } plan || plan.Change.IsNone)
        {
            return outcome;
        }

        if (plan.Fingerprint != fingerprint)
        {
            return new Refusal("Rotation.RosterChanged");
        }

        Change(plan);
        try
        {
            await db.SaveChangesAsync(ct);
            return plan;
        }
        catch (DbUpdateException)
        {
            // Two tabs, or two organisers: a place is given up once, so one of them wins and the loser sees what is left to change.
            db.ChangeTracker.Clear();
            var left = await PlanAsync(rotationId, ct);
            if (left.Value is not { Change.IsNone: false } more)
            {
                return left;
            }

            if (more.Fingerprint != fingerprint)
            {
                return new Refusal("Rotation.RosterChanged");
            }

            throw;
        }
    }

    private async Task<Replan> PlanAsync(Rotation rotation, List<Cohort> cohorts, IReadOnlySet<Guid> without, CancellationToken ct)
    {
        var today = calendar.Today();
        var from = today < rotation.From ? rotation.From : today;
        var map = new UnitMap(await db.Units.AsNoTracking().ToListAsync(ct));
        var venues = (await db.Venues.AsNoTracking().ToListAsync(ct)).ToDictionary(v => v.Id);
        var roster = new TrainingRoster(db, rotation.UnitPath, from, rotation.To);
        var (committee, away, cannot) = (await roster.CommitteeAsync(ct), await roster.AwayAsync(ct), await roster.CannotAsync(ct));
        var trained = await db.CohortOutcomes.AsNoTracking()
            .Where(o => o.Completed && db.Cohorts.Any(c => c.Id == o.CohortId && c.RotationId == rotation.Id)).Select(o => o.MemberId).ToHashSetAsync(ct);
        var running = cohorts.FindAll(c => c.StateOn(today) is CohortState.Planned or CohortState.Open);
        var held = running.FindAll(c => !without.Contains(c.Id));
        var toCome = held.Where(c => c.OpensOn > today).Select(c => new ClassDays(c.OpensOn, c.ClosesOn)).ToList();
        var audience = (await Audience.ReadAsync(db, Audience.Memberships(db, rotation.UnitPath, from), from, ct))
            .ConvertAll(m => TrainingRoster.Excuse(m, [.. away[m.MemberId]], toCome));
        var required = audience.Where(m => m.Excuse is null && !trained.Contains(m.MemberId)).ToList();
        var standing = running
            .SelectMany(c => c.Enrolments.Where(e => e.GivenUp is null)).DistinctBy(e => e.MemberId).ToDictionary(e => e.MemberId, e => e.CohortId);
        var plan = new RotationCase
        {
            From = from,
            To = rotation.To,
            Branches = TrainingRoster.Branches(audience, committee, map),
            People = TrainingRoster.People(required, committee, away, cannot, await roster.WindowsAsync(ct)),
            Classes = [.. held.Select(c => ClassOf(c, rotation, venues, map, today))],
            Limits = TrainingRoster.Limits(rotation.BranchShare, rotation.CommitteeShare, rotation.Farthest),
            Confirmed = standing,
            Apart = await db.KeptApartAsync([.. required.Select(m => m.MemberId)], ct),
        };

        // Whoever sits in a class that has begun stays on its list whatever happens: attendance will say who was there.
        var begun = plan.Classes.Where(c => c.Locked).Select(c => c.Id).ToHashSet();
        var answer = required.Count == 0 || plan.Classes.Count == 0 ? null : PlanPlaces.Run(plan, ct: ct);
        var after = (answer?.Places ?? new Dictionary<MemberId, Guid>()).Concat(standing.Where(s => begun.Contains(s.Value)))
            .DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value);
        return new Replan(rotation, cohorts, venues, plan, PlanChange.Between(standing, after), after, await NamesAsync([.. standing.Keys, .. after.Keys], audience, ct), answer)
        {
            Without = without,
        };
    }

    internal static PlanClass ClassOf(Cohort cohort, Rotation rotation, Dictionary<Guid, Venue> venues, UnitMap map, DateOnly today)
    {
        var path = venues[cohort.VenueId].UnitPath;
        return new PlanClass(
            cohort.Id, DraftRotation.RoomOf(venues, cohort.VenueId), map.TownOf(path), map.PlaceOf(path) ?? default, new ClassDays(cohort.OpensOn, cohort.ClosesOn),
            cohort.Capacity, rotation.SmallestOf(cohort), [], cohort.IsLocked(today));
    }

    /// <summary>Those who have left the unit are named too, but only as far as the viewer may see them.</summary>
    private async Task<Dictionary<MemberId, AudienceMember>> NamesAsync(HashSet<MemberId> members, List<AudienceMember> audience, CancellationToken ct)
    {
        var names = audience.Where(m => members.Contains(m.MemberId)).ToDictionary(m => m.MemberId);
        var gone = members.Except(names.Keys).ToList();
        foreach (var member in await db.Members.AsNoTracking().Where(m => gone.Contains(m.MemberId)).ToListAsync(ct))
        {
            names[member.MemberId] = new AudienceMember(member.MemberId, member.Number, member.Name, "", null, null);
        }

        return names;
    }

    /// <summary>Adds the rows of a plan; whoever asked stores them.</summary>
    internal void Change(Replan plan)
    {
        var now = calendar.UtcNow();
        var required = plan.Case.People.Select(p => p.MemberId).ToHashSet();
        var cohorts = plan.Cohorts.ToDictionary(c => c.Id);
        foreach (var (member, from) in plan.Change.Moved.Select(m => (m.MemberId, m.From)).Concat(plan.Change.Lost.Select(m => (m, plan.Case.Confirmed[m]))))
        {
            var because = plan.Without.Contains(from) ? GivenUpBecause.ClassCalledOff
                : plan.Places.ContainsKey(member) ? GivenUpBecause.Moved
                : required.Contains(member) ? GivenUpBecause.NoClassPossible : GivenUpBecause.NotRequired;
            var place = cohorts[from].Enrolments.Single(e => e.MemberId == member && e.GivenUp is null);
            db.PlacesGivenUp.Add(new PlaceGivenUp(RowId.At(now), place, because, now, db.Viewer.MemberId));
        }

        // The tracker has by now told each place that it was given up, so that its seat is free.
        foreach (var (member, to) in plan.Change.Moved.Select(m => (m.MemberId, m.To)).Concat(plan.Change.Joined.Select(m => (m, plan.Places[m]))))
        {
            if (cohorts[to].Enrol(member, now) is { } refusal)
            {
                throw new InvalidOperationException($"The plan gave a place that the class refuses: {refusal.Code}.");
            }
        }
    }
}

/// <summary>What a new plan changes in a rotation. Whoever is not in <see cref="Change"/> keeps the place they have.</summary>
/// <param name="Places">Where everybody sits afterwards, in the classes that are not closed.</param>
/// <param name="People">Everybody named in the change or seated, with number and name; not those who have gone out of the viewer's sight.</param>
/// <param name="Answer">Null when there is nobody left to place or no class to place them in.</param>
public sealed record Replan(
    Rotation Rotation, IReadOnlyList<Cohort> Cohorts, IReadOnlyDictionary<Guid, Venue> Venues, RotationCase Case, PlanChange Change,
    IReadOnlyDictionary<MemberId, Guid> Places, IReadOnlyDictionary<MemberId, AudienceMember> People, RotationAnswer? Answer)
{
    /// <summary>The same for the same change: what was shown is what is done.</summary>
    public string Fingerprint { get; } = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        Moved = Change.Moved.Select(m => new { m.MemberId.Value, m.From, m.To }), Joined = Change.Joined.Select(m => new { m.Value, At = Places[m] }), Change.Lost,
    })));

    /// <summary>The classes that are planned not to be held.</summary>
    public IReadOnlySet<Guid> Without { get; init; } = new HashSet<Guid>();

    /// <summary>Who has a place in one of those.</summary>
    public IReadOnlyList<MemberId> Displaced => [.. Case.Confirmed.Where(c => Without.Contains(c.Value)).Select(c => c.Key).OrderBy(m => m.Value)];

    public bool IsRequired(MemberId member) => Case.People.Any(p => p.MemberId == member);

    public Cohort CohortOf(Guid id) => Cohorts.Single(c => c.Id == id);
}
