using Learning.Courses.Organisation;

namespace Learning.Courses.Training;

/// <summary>Days on which a venue, or every venue of a unit, holds no class: repairs, an election, a festival of the place.</summary>
public sealed class Closure : IProvable
{
    public const int MaxTitle = 60;

    /// <param name="venue">Null for every venue of the unit and of those below it.</param>
    public Closure(Guid id, Unit unit, Venue? venue, ClassDays days, string title, DateTime recordedAt, MemberId? recordedBy) =>
        (Id, UnitPath, VenueId, From, To, Title, RecordedAt, RecordedBy) = (id, venue?.UnitPath ?? unit.Path, venue?.Id, days.OpensOn, days.ClosesOn, title, recordedAt, recordedBy);

    private Closure() => UnitPath = Title = "";

    public Guid Id { get; private set; }

    /// <summary>Of the venue, or the unit whose venues are closed.</summary>
    public string UnitPath { get; private set; }
    public Guid? VenueId { get; private set; }
    public DateOnly From { get; private set; }

    /// <summary>Included.</summary>
    public DateOnly To { get; private set; }

    /// <summary>In the organiser's own words; shown to organisers and kept out of the ledger.</summary>
    public string Title { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    /// <summary>Set when it was taken back.</summary>
    public ClosureLifted? Lifted { get; private set; }

    public ClassDays Days => new(From, To);

    public EvidenceFacts Evidence() => new(
        "venue.closed", null, RecordedBy, new Dictionary<string, object?> { ["unit"] = UnitPath, ["venue"] = VenueId, ["from"] = From, ["to"] = To });

    /// <summary>A room is closed with the venue it lies in.</summary>
    public bool Closes(Venue venue) => VenueId is { } one ? one == venue.Id || one == venue.WithinId : Unit.IsWithin(venue.UnitPath, UnitPath);
}

/// <summary>A closure was taken back: once.</summary>
public sealed record ClosureLifted(Guid Id, Guid ClosureId, DateTime RecordedAt, MemberId? RecordedBy) : IProvable
{
    public EvidenceFacts Evidence() => new("venue.reopened", null, RecordedBy, new Dictionary<string, object?>(), Corrects: ClosureId);
}
