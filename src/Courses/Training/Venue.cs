using Learning.Courses.Organisation;

namespace Learning.Courses.Training;

public enum VenueKind
{
    PartySchool,
    ServiceCentre,
    EducationBase,
}

/// <summary>A place where classes are held: Party school, Party-mass service centre or education base.</summary>
public sealed class Venue : IProvable
{
    public Venue(Guid id, string name, VenueKind kind, Unit unit, int seats, int? stars, DateTime recordedAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seats, 1);
        (Id, Name, Kind, UnitId, UnitPath, Seats, Stars, RecordedAt) = (id, name, kind, unit.UnitId, unit.Path, seats, stars, recordedAt);
    }

    private Venue()
    {
        Name = UnitPath = "";
    }

    public Guid Id { get; private set; }
    public string Name { get; private set; }
    public VenueKind Kind { get; private set; }
    public UnitId UnitId { get; private set; }
    public string UnitPath { get; private set; }
    public int Seats { get; private set; }

    /// <summary>The rating of a town Party school, 1 to 5; null when not rated.</summary>
    public int? Stars { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        "venue.recorded", null, null, new Dictionary<string, object?> { ["unit"] = UnitPath, ["kind"] = Kind.ToString(), ["seats"] = Seats, ["stars"] = Stars });
}
