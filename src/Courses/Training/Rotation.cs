using Learning.Courses.Organisation;

namespace Learning.Courses.Training;

/// <summary>A round of concentrated training for the members of one unit, held as a series of cohorts.</summary>
public sealed class Rotation : IOfUnit, IProvable
{
    public Rotation(Guid id, string title, Unit unit, DateOnly from, DateOnly to, DateTime recordedAt, MemberId? recordedBy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        (Id, Title, UnitId, UnitPath, From, To, RecordedAt, RecordedBy) = (id, title, unit.UnitId, unit.Path, from, to, recordedAt, recordedBy);
    }

    private Rotation()
    {
        Title = UnitPath = "";
    }

    public Guid Id { get; private set; }
    public string Title { get; private set; }

    /// <summary>Whose members are trained: everybody in this unit and below it.</summary>
    public UnitId UnitId { get; private set; }
    public string UnitPath { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }

    /// <summary>The rules it was planned by, kept so that a new plan goes by the same ones. See <see cref="NewRotation"/>.</summary>
    public int BranchShare { get; private set; } = 100;
    public int CommitteeShare { get; private set; } = 100;
    public int Smallest { get; private set; }
    public int? Farthest { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public Rotation PlannedBy(NewRotation request)
    {
        (BranchShare, CommitteeShare, Smallest, Farthest) = (request.BranchShare, request.CommitteeShare, request.Smallest, request.Farthest);
        return this;
    }

    /// <summary>With fewer people that class is not worth holding.</summary>
    public int SmallestOf(Cohort cohort) => Math.Min(Smallest, cohort.Capacity);

    /// <summary>The day of the rotation that is nearest to the given one: whom the unit answered for after its end no longer matters to it.</summary>
    public DateOnly NearestDay(DateOnly day) => day < From ? From : day > To ? To : day;

    public EvidenceFacts Evidence() => new(
        "rotation.created", null, RecordedBy, new Dictionary<string, object?> { ["unit"] = UnitPath, ["from"] = From, ["to"] = To });
}
