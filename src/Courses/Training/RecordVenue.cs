using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="Id">Made when the form is shown, so that the second click records nothing new.</param>
public sealed record NewVenue(Guid Id, string Name, VenueKind Kind, string UnitPath, int Seats, int? Stars)
{
    /// <summary>The venue of which this is a further room. Name is then that of the room alone; kind, unit and rating are those of the venue.</summary>
    public Guid? WithinId { get; init; }
    public Weekdays Open { get; init; } = Weekdays.All;
}

/// <summary>Notes a place where classes can be held. Without one no rotation can be planned.</summary>
public sealed class RecordVenue(CoursesDb db, SchoolCalendar calendar)
{
    private const int MaxName = 100;
    private const int MaxSeats = 5000;

    public async Task<Outcome<Venue>> RunAsync(NewVenue request, CancellationToken ct)
    {
        if (await FindAsync(request.Id, ct) is { } earlier)
        {
            return earlier;
        }

        var within = request.WithinId is { } whole ? await db.Venues.AsNoTracking().SingleOrDefaultAsync(v => v.Id == whole, ct) : null;
        var path = request.WithinId is null ? request.UnitPath : within?.UnitPath;
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Path == path, ct);
        if (unit is null || !db.Viewer.HoldsOver(unit.Path, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
        {
            return new Refusal("Venue.NotYourUnit");
        }

        if (Check(request, within) is { } refusal)
        {
            return refusal;
        }

        var venue = new Venue(
            request.Id, NameOf(request, within), within?.Kind ?? request.Kind, unit, request.Seats, within is null ? request.Stars : null, calendar.UtcNow(), within, request.Open);
        db.Venues.Add(venue);
        try
        {
            await db.SaveChangesAsync(ct);
            return venue;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(request.Id, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    /// <summary>A room is called after its venue, because invitations and lists name nothing else.</summary>
    private static string NameOf(NewVenue request, Venue? within) => within is null ? request.Name.Trim() : $"{within.Name}·{request.Name.Trim()}";

    private static Refusal? Check(NewVenue request, Venue? within) => request switch
    {
        _ when within?.WithinId is not null => new Refusal("Venue.RoomInRoom"),
        _ when (request.Open & Weekdays.All) == Weekdays.None => new Refusal("Venue.NeverOpen"),
        _ when string.IsNullOrWhiteSpace(request.Name) || NameOf(request, within).Length > MaxName => new Refusal("Venue.NameLength", MaxName),
        _ when request.Seats is < 1 or > MaxSeats => new Refusal("Venue.SeatsRange", MaxSeats),
        _ when request.Stars is < 1 or > 5 => new Refusal("Venue.StarsRange"),
        _ => null,
    };

    private Task<Venue?> FindAsync(Guid id, CancellationToken ct) => db.Venues.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct);
}
