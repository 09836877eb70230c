using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training.Planning;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>
/// Reads what the planner must know. Required is everybody for whom the unit answers on the first day, without those who are
/// exempt, deferred or out of contact then or on the days of every class; who is excused for a while is not placed meanwhile.
/// </summary>
public sealed class DraftRotation(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<RotationDraft>> RunAsync(NewRotation request, CancellationToken ct)
    {
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Path == request.UnitPath, ct);
        var wanted = request.Classes.Select(c => c.VenueId).Distinct().ToList();
        var venues = await db.Venues.AsNoTracking().Where(v => wanted.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        if (CheckPlaces(request, unit, venues) is { } misplaced)
        {
            return misplaced;
        }

        var leads = request.Trainers.Count == 0 ? [] : await TrainerLeads.ReadAsync(db, request.From, request.To, ct);
        if ((request.Check(calendar.Today()) ?? await CheckVenuesFreeAsync(request, ct) ?? await CheckTrainersAsync(request, leads, ct)) is { } refusal)
        {
            return refusal;
        }

        var roster = new TrainingRoster(db, request.UnitPath, request.From, request.To);
        var away = await roster.AwayAsync(ct);
        var audience = (await Audience.ReadAsync(db, Audience.Memberships(db, unit!.Path, request.From), request.From, ct))
            .ConvertAll(m => TrainingRoster.Excuse(m, [.. away[m.MemberId]], request.Classes.Select(c => c.Days)));
        var required = audience.Where(m => m.Excuse is null).ToList();
        if (required.Count == 0)
        {
            return new Refusal("Rotation.NobodyRequired", unit.Name);
        }

        var map = new UnitMap(await db.Units.AsNoTracking().ToListAsync(ct));
        if (request.Farthest is not null && Unplaced(map, audience, venues.Values) is { } unplaced)
        {
            return new Refusal("Rotation.PlaceUnknown", unplaced);
        }

        var windows = await roster.WindowsAsync(ct);
        var people = TrainingRoster.People(required, await roster.CommitteeAsync(ct), away, await roster.CannotAsync(ct), windows);
        var plan = CaseOf(request, venues, audience, people, map, leads) with { Apart = await db.KeptApartAsync([.. people.Select(p => p.MemberId)], ct) };
        if (CheckCase.Run(plan) is [var fault, ..])
        {
            return fault;
        }

        var floating = await roster.FloatingAsync(ct);
        return new RotationDraft(request, unit, venues, required, [.. audience.Where(m => m.Excuse is not null)], plan)
        {
            Trainers = await db.Trainers.Where(t => request.Trainers.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, ct),
            Floating = [.. required.Where(m => floating.Contains(m.MemberId))],
            FloatingWithoutDays = [.. required.Where(m => floating.Contains(m.MemberId) && !windows.Contains(m.MemberId))],
        };
    }

    private Refusal? CheckPlaces(NewRotation request, Unit? unit, Dictionary<Guid, Venue> venues)
    {
        if (unit is null || !db.Viewer.HoldsOver(unit.Path, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
        {
            return new Refusal("Rotation.NotYourUnit");
        }

        foreach (var candidate in request.Classes)
        {
            if (!venues.TryGetValue(candidate.VenueId, out var venue))
            {
                return new Refusal("Rotation.NoSuchVenue");
            }

            if (candidate.Seats > venue.Seats)
            {
                return new Refusal("Rotation.MoreThanSeats", candidate.Seats, venue.Seats);
            }

            if (!venue.IsOpen(candidate.Days))
            {
                return new Refusal("Rotation.VenueNotOpen", venue.Name, candidate.Days.OpensOn, candidate.Days.ClosesOn);
            }
        }

        return null;
    }

    private async Task<Refusal?> CheckVenuesFreeAsync(NewRotation request, CancellationToken ct)
    {
        var taken = await TakenRooms.ReadAsync(db, [.. request.Classes.Select(c => c.VenueId)], request.From, request.To, ct);
        var closed = await ClosedVenues.ReadAsync(db, [.. request.Classes.Select(c => c.VenueId)], request.From, request.To, ct);
        return request.InOrder().SelectMany(c => taken[c.VenueId].Where(c.Days.Overlaps)).Select(t => new Refusal("Rotation.VenueTaken", t.OpensOn)).FirstOrDefault()
            ?? request.InOrder().SelectMany(c => closed[c.VenueId].Where(o => c.Days.Overlaps(o.Days))).Select(o => new Refusal("Rotation.VenueClosed", o.From, o.To, o.Title)).FirstOrDefault();
    }

    private async Task<Refusal?> CheckTrainersAsync(NewRotation request, List<TrainerLead> leads, CancellationToken ct)
    {
        if (await db.Trainers.CountAsync(t => request.Trainers.Contains(t.Id) && t.Gone == null, ct) != request.Trainers.Distinct().Count())
        {
            return new Refusal("Trainer.Gone");
        }

        return request.Trainers.Count == 0 ? null : request.InOrder().Where(c => !FreeTrainers(request.Trainers, leads, c.Days).Any())
            .Select(c => new Refusal("Rotation.NoTrainerFree", c.Days.OpensOn, c.Days.ClosesOn)).FirstOrDefault();
    }

    /// <summary>Those who lead no class on these days.</summary>
    internal static IEnumerable<Guid> FreeTrainers(IEnumerable<Guid> trainers, List<TrainerLead> leads, ClassDays days) =>
        trainers.Distinct().Where(t => !leads.Exists(l => l.TrainerId == t && l.Days.Overlaps(days)));

    private static string? Unplaced(UnitMap map, List<AudienceMember> audience, IEnumerable<Venue> venues) => audience.Select(m => m.BranchPath)
        .Concat(venues.Select(v => v.UnitPath)).Distinct(StringComparer.Ordinal).Where(p => map.PlaceOf(p) is null).Select(map.NameOf).FirstOrDefault();

    private static RotationCase CaseOf(
        NewRotation request, Dictionary<Guid, Venue> venues, List<AudienceMember> audience, List<PlanPerson> people, UnitMap map, List<TrainerLead> leads)
    {
        return new RotationCase
        {
            From = request.From,
            To = request.To,
            Branches = TrainingRoster.Branches(audience, people.Where(p => p.OnCommittee).Select(p => p.MemberId).ToHashSet(), map),
            People = people,
            Classes =
            [
                .. request.InOrder().Select((c, i) => new PlanClass(
                    RotationDraft.ClassId(i), RoomOf(venues, c.VenueId), map.TownOf(venues[c.VenueId].UnitPath), map.PlaceOf(venues[c.VenueId].UnitPath) ?? default,
                    c.Days, c.Seats, request.Smallest, [.. FreeTrainers(request.Trainers, leads, c.Days).Select(t => t.ToString())])),
            ],
            Limits = TrainingRoster.Limits(request.BranchShare, request.CommitteeShare, request.Farthest),
        };
    }

    /// <summary>Two halls of one name are two rooms.</summary>
    internal static string RoomOf(Dictionary<Guid, Venue> venues, Guid id) =>
        venues.Values.Count(v => v.Name == venues[id].Name) == 1 ? venues[id].Name : $"{venues[id].Name} ({id})";
}
