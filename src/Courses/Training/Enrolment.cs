using Learning.Courses.Storage;

namespace Learning.Courses.Training;

/// <summary>A member's place in a cohort. Stands unless a <see cref="PlaceGivenUp"/> names it.</summary>
public sealed class Enrolment : IOfMember, IProvable
{
    internal Enrolment(Guid cohortId, MemberId memberId, int take, DateTime placedAt, Guid? movedFrom) =>
        (Id, CohortId, MemberId, Take, RecordedAt, MovedFrom) = (RowId.At(placedAt), cohortId, memberId, take, placedAt, movedFrom);

    private Enrolment()
    {
    }

    public Guid Id { get; private set; }
    public Guid CohortId { get; private set; }
    public MemberId MemberId { get; private set; }

    /// <summary>1, or one more than the last place in this cohort that the member has given up. (Cohort, member, take) is unique.</summary>
    public int Take { get; private set; }
    public DateTime RecordedAt { get; private set; }

    /// <summary>The cohort the member missed; null for a first place and for one that a new plan has given.</summary>
    public Guid? MovedFrom { get; private set; }

    /// <summary>Null while the place stands, and where it was not loaded.</summary>
    public PlaceGivenUp? GivenUp { get; private set; }

    public EvidenceFacts Evidence() => new(
        "cohort.placed", MemberId, null, new Dictionary<string, object?> { ["cohort"] = CohortId, ["instead"] = MovedFrom });
}

public enum GivenUpBecause
{
    /// <summary>Another class of the same rotation has a place for the member.</summary>
    Moved,

    /// <summary>Exempt, deferred, out of contact, gone to another unit, or trained meanwhile.</summary>
    NotRequired,

    /// <summary>The member is still required and no class can take them by the rules.</summary>
    NoClassPossible,

    /// <summary>The class is not held.</summary>
    ClassCalledOff,

    /// <summary>The member has said that they cannot come, and it was accepted.</summary>
    Regretted,
}

/// <summary>A place that counts no longer. The place stays on record; this row says that it does not count, and why.</summary>
public sealed class PlaceGivenUp : IOfMember, IProvable
{
    public PlaceGivenUp(Guid id, Enrolment place, GivenUpBecause because, DateTime recordedAt, MemberId? recordedBy) =>
        (Id, EnrolmentId, MemberId, Because, RecordedAt, RecordedBy) = (id, place.Id, place.MemberId, because, recordedAt, recordedBy);

    private PlaceGivenUp()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Unique: a place is given up once, whoever clicks twice.</summary>
    public Guid EnrolmentId { get; private set; }
    public MemberId MemberId { get; private set; }
    public GivenUpBecause Because { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new(
        "cohort.place-given-up",
        MemberId,
        RecordedBy,
        new Dictionary<string, object?> { ["place"] = EnrolmentId, ["because"] = Because.ToString() },
        EnrolmentId);
}

public static class EnrolmentQueries
{
    /// <summary>The places that count: all but those given up. Whoever asks who sits where asks this and never the table.</summary>
    public static IQueryable<Enrolment> StandingPlaces(this CoursesDb db) => db.Enrolments.Where(e => e.GivenUp == null);
}
