using Learning.Courses.Organisation;

namespace Learning.Courses.Training;

public enum VenueKind
{
    PartySchool,
    ServiceCentre,
    EducationBase,
}

/// <summary>The days of the week on which a venue can be had.</summary>
[Flags]
public enum Weekdays
{
    None = 0,
    Sunday = 1 << DayOfWeek.Sunday,
    Monday = 1 << DayOfWeek.Monday,
    Tuesday = 1 << DayOfWeek.Tuesday,
    Wednesday = 1 << DayOfWeek.Wednesday,
    Thursday = 1 << DayOfWeek.Thursday,
    Friday = 1 << DayOfWeek.Friday,
    Saturday = 1 << DayOfWeek.Saturday,
    All = (Saturday << 1) - 1,
}

/// <summary>
/// A place where classes are held: Party school, Party-mass service centre or education base. A venue has one room; a further
/// room is a venue within it, with seats and classes of its own, closed whenever the whole is closed.
/// </summary>
public sealed class Venue : IProvable
{
    public Venue(Guid id, string name, VenueKind kind, Unit unit, int seats, int? stars, DateTime recordedAt, Venue? within = null, Weekdays open = Weekdays.All)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seats, 1);
        ArgumentOutOfRangeException.ThrowIfEqual(open, Weekdays.None);
        (Id, Name, Kind, UnitId, UnitPath, Seats, Stars, RecordedAt) = (id, name, kind, unit.UnitId, unit.Path, seats, stars, recordedAt);
        (WithinId, Open) = (within?.Id, open);
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

    /// <summary>The venue of which this is a further room; null for a venue itself.</summary>
    public Guid? WithinId { get; private set; }
    public Weekdays Open { get; private set; }

    /// <summary>Whether it can be had on all of these days by its week; closures and public holidays are asked for elsewhere.</summary>
    public bool IsOpen(ClassDays days) => Enumerable.Range(0, Math.Min(days.Days, 7)).All(d => Open.HasFlag(On(days.OpensOn.AddDays(d).DayOfWeek)));

    public static Weekdays On(DayOfWeek day) => (Weekdays)(1 << (int)day);

    public EvidenceFacts Evidence() => new(
        "venue.recorded", null, null, new Dictionary<string, object?> { ["unit"] = UnitPath, ["kind"] = Kind.ToString(), ["seats"] = Seats, ["stars"] = Stars, ["within"] = WithinId, ["open"] = (int)Open });
}
