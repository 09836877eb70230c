using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="Id">Made when the form is shown, so that the second click records nothing new.</param>
public sealed record NewVenue(Guid Id, string Name, VenueKind Kind, string UnitPath, int Seats, int? Stars);

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

        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Path == request.UnitPath, ct);
        if (unit is null || !db.Viewer.HoldsOver(unit.Path, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
        {
            return new Refusal("Venue.NotYourUnit");
        }

        if (Check(request) is { } refusal)
        {
            return refusal;
        }

        var venue = new Venue(request.Id, request.Name.Trim(), request.Kind, unit, request.Seats, request.Stars, calendar.UtcNow());
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

    private static Refusal? Check(NewVenue request) => request switch
    {
        _ when string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > MaxName => new Refusal("Venue.NameLength", MaxName),
        _ when request.Seats is < 1 or > MaxSeats => new Refusal("Venue.SeatsRange", MaxSeats),
        _ when request.Stars is < 1 or > 5 => new Refusal("Venue.StarsRange"),
        _ => null,
    };

    private Task<Venue?> FindAsync(Guid id, CancellationToken ct) => db.Venues.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct);
}
