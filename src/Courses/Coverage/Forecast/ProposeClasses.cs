using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Learning.Courses.Training.Planning;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage.Forecast;

/// <summary>One class to be held: where, when, with so many of its seats taken, and by whom.</summary>
public sealed record ProposedClass(Venue Venue, ClassDays Days, int Seats, IReadOnlyList<AudienceMember> Members);

/// <summary>Somebody whom no class on offer reaches, and why.</summary>
public sealed record OutOfReach(AudienceMember Member, Refusal Why);

/// <param name="Waiting">How many have neither completed it nor a place in a class that ends in time.</param>
/// <param name="ClassDays">How many days each class lasts: as many as most classes of the period.</param>
/// <param name="Offered">Out of how many classes on open days of free venues these were chosen.</param>
/// <param name="IsFewest">Proven: out of those offered, no fewer classes would do.</param>
public sealed record ProposedClasses(
    Requirement Requirement, UnitHead Unit, int Waiting, int ClassDays, int Offered, IReadOnlyList<ProposedClass> Classes, IReadOnlyList<OutOfReach> OutOfReach, bool IsFewest);

/// <summary>
/// Finds the smallest set of further classes with which everybody in a unit who must be trained, and has no place, would have one before the
/// deadline. The planner of rotations does it, with those who wait as its people. Stores nothing.
/// </summary>
public sealed class ProposeClasses(CoursesDb db, SchoolCalendar calendar, OfferClasses offer)
{
    /// <summary>As many as the planner answers for while a page waits. Above that each town is asked for itself.</summary>
    public const int MostWaiting = 600;

    private const int MostOffered = 150;
    private const int DaysUnlessKnown = 4;

    public async Task<Outcome<ProposedClasses>> RunAsync(string requirementKey, string unitPath, CancellationToken ct)
    {
        if (!db.Viewer.Covers(unitPath))
        {
            return new Refusal("Coverage.NotYours");
        }

        var requirement = await db.Requirements.AsNoTracking().SingleOrDefaultAsync(r => r.Key == requirementKey, ct);
        var unit = await db.Units.AsNoTracking().Where(u => u.Path == unitPath).Select(u => new UnitHead(u.UnitId, u.Path, u.Name, u.Kind)).SingleOrDefaultAsync(ct);
        var today = calendar.Today();
        return (requirement, unit) switch
        {
            (null, _) => new Refusal("Coverage.NoSuchRequirement", requirementKey),
            (_, null) => new Refusal("Coverage.NoSuchUnit", unitPath),
            _ when !Unit.IsWithin(unitPath, requirement.UnitPath) => new Refusal("Coverage.OutsideRequirement"),
            _ when requirement.Kind != RequirementKind.RotatingTraining => new Refusal("Forecast.NoClasses"),
            _ when today < requirement.From => new Refusal("Forecast.NotBegun", requirement.From),
            _ when today > requirement.DueOn => new Refusal("Forecast.IsOver", requirement.DueOn),
            _ => await ProposeAsync(requirement, unit, today, ct),
        };
    }

    private async Task<Outcome<ProposedClasses>> ProposeAsync(Requirement requirement, UnitHead unit, DateOnly today, CancellationToken ct)
    {
        var waiting = (await new ReadCourses(db, calendar).RunAsync(requirement, unit.Path, today, ct))
            .Where(m => m.DoneOn is null && m.ClassUntil is null).Select(m => m.MemberId).ToHashSet();
        if (waiting.Count > MostWaiting)
        {
            return new Refusal("Forecast.TooMany", waiting.Count, MostWaiting);
        }

        var days = await UsualDaysAsync(requirement, ct);
        var audience = await Audience.ReadAsync(db, Audience.Memberships(db, unit.Path, today), today, ct);
        var people = audience.FindAll(m => waiting.Contains(m.MemberId));

        // A class of tomorrow is too near to be sent to.
        var (from, to) = (today.AddDays(2), requirement.DueOn);
        var venues = people.Count == 0 ? [] : await db.Venues.AsNoTracking().ToDictionaryAsync(v => v.Id, ct);
        var candidates = people.Count == 0 || from > to ? [] : await CandidatesAsync(unit, venues, from, to, days, ct);
        var nothing = new ProposedClasses(requirement, unit, people.Count, days, candidates.Count, [], [], IsFewest: true);
        return people.Count == 0 ? nothing
            : candidates.Count == 0 ? nothing with { OutOfReach = [.. people.Select(m => new OutOfReach(m, new Refusal("Forecast.NoDayLeft", to)))] }
            : await PlanAsync(nothing, audience, people, venues, candidates, (from, to), ct);
    }

    private async Task<ProposedClasses> PlanAsync(
        ProposedClasses nothing, List<AudienceMember> audience, List<AudienceMember> people, Dictionary<Guid, Venue> venues, List<CandidateClass> candidates,
        (DateOnly From, DateOnly To) period, CancellationToken ct)
    {
        var map = new UnitMap(await db.Units.AsNoTracking().ToListAsync(ct));
        var roster = new TrainingRoster(db, nothing.Unit.Path, period.From, period.To);
        var committee = await roster.CommitteeAsync(ct);
        var byId = candidates.Select((c, i) => (Id: RotationDraft.ClassId(i), Class: c)).ToDictionary(c => c.Id, c => c.Class);
        var usual = new NewRotation(Guid.Empty, "", nothing.Unit.Path, period.From, period.To, candidates);
        var answer = PlanPlaces.Run(
            new RotationCase
            {
                From = period.From,
                To = period.To,
                Branches = TrainingRoster.Branches(audience, committee, map),
                People = TrainingRoster.People(people, committee, await roster.AwayAsync(ct), await roster.CannotAsync(ct), await roster.WindowsAsync(ct)),
                Classes = [.. byId.Select(c => new PlanClass(
                    c.Key, DraftRotation.RoomOf(venues, c.Value.VenueId), map.TownOf(venues[c.Value.VenueId].UnitPath), map.PlaceOf(venues[c.Value.VenueId].UnitPath) ?? default,
                    c.Value.Days, c.Value.Seats, usual.Smallest, []))],
                Apart = await db.KeptApartAsync([.. people.Select(p => p.MemberId)], ct),
                Limits = TrainingRoster.Limits(usual.BranchShare, usual.CommitteeShare, usual.Farthest),
            },
            ct: ct);
        var members = people.ToDictionary(m => m.MemberId);
        var seated = answer.Places.ToLookup(p => p.Value, p => members[p.Key]);
        return nothing with
        {
            Classes = [.. answer.Held.Where(h => seated[h.ClassId].Any())
                .Select(h => Class(venues, byId[h.ClassId], seated[h.ClassId]))
                .OrderBy(c => c.Days.OpensOn).ThenBy(c => c.Venue.Name, StringComparer.Ordinal)],
            OutOfReach = [.. answer.LeftOut.Select(l => new OutOfReach(members[l.Person.MemberId], l.Why))],
            IsFewest = answer.Of(PlanGoal.Classes).Gap == 0,
        };
    }

    private static ProposedClass Class(Dictionary<Guid, Venue> venues, CandidateClass of, IEnumerable<AudienceMember> members) => new(
        venues[of.VenueId], of.Days, of.Seats, [.. members.OrderBy(m => m.BranchPath, StringComparer.Ordinal).ThenBy(m => m.Number, StringComparer.Ordinal)]);

    /// <summary>How many days most classes of the period last.</summary>
    private async Task<int> UsualDaysAsync(Requirement requirement, CancellationToken ct)
    {
        var held = await db.Cohorts.AsNoTracking()
            .Where(c => c.State != CohortState.CalledOff && c.ClosesOn >= requirement.From && c.ClosesOn <= requirement.DueOn)
            .Select(c => new ClassDays(c.OpensOn, c.ClosesOn)).ToListAsync(ct);
        return held.Count == 0 ? DaysUnlessKnown : held.GroupBy(c => c.Days).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
    }

    /// <summary>Classes within working weeks on open days; the unit's own venues and those above it first, evenly spread when there are too many.</summary>
    private async Task<List<CandidateClass>> CandidatesAsync(UnitHead unit, Dictionary<Guid, Venue> venues, DateOnly from, DateOnly to, int days, CancellationToken ct)
    {
        var own = venues.Values.Where(v => Unit.IsWithin(v.UnitPath, unit.Path) || Unit.IsWithin(unit.Path, v.UnitPath)).Select(v => v.Id).ToList();
        HashSet<DayOfWeek> starts = [.. Enumerable.Range((int)DayOfWeek.Monday, Math.Max(1, 6 - days)).Select(d => (DayOfWeek)d)];
        var offered = await offer.RunAsync(new ClassPattern(own.Count > 0 ? own : [.. venues.Keys], from, to, null, days, starts, new HashSet<DateOnly>()), ct);
        var all = (offered.Value ?? []).OrderBy(c => c.Days.OpensOn).ThenBy(c => c.VenueId).ToList();
        return all.Count <= MostOffered ? all : [.. Enumerable.Range(0, MostOffered).Select(i => all[(int)((long)i * all.Count / MostOffered)])];
    }
}
