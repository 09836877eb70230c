namespace Learning.Courses.Training;

public enum CohortState
{
    Planned,
    Open,
    Closed,

    /// <summary>Will not be held; see <see cref="CohortCalledOff"/>. The last of all states: no day leads out of it.</summary>
    CalledOff,
}

/// <summary>One class of a rotation (班期): members, a venue and a run of days.</summary>
public sealed class Cohort : IOfUnit, IProvable
{
    private readonly List<Enrolment> enrolments = [];
    private readonly List<Session> sessions = [];

    public Cohort(Guid id, Rotation rotation, Venue venue, int number, DateOnly opensOn, DateOnly closesOn, int capacity, DateTime recordedAt, MemberId? recordedBy)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(closesOn, opensOn);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, venue.Seats);
        (Id, RotationId, VenueId, UnitPath, Number) = (id, rotation.Id, venue.Id, rotation.UnitPath, number);
        (OpensOn, ClosesOn, Capacity, RecordedAt, RecordedBy) = (opensOn, closesOn, capacity, recordedAt, recordedBy);
    }

    private Cohort()
    {
        UnitPath = "";
    }

    public Guid Id { get; private set; }
    public Guid RotationId { get; private set; }
    public Guid VenueId { get; private set; }

    /// <summary>The unit of the rotation, repeated because every scoped query asks for it.</summary>
    public string UnitPath { get; private set; }

    /// <summary>1 for the first class of the rotation.</summary>
    public int Number { get; private set; }
    public DateOnly OpensOn { get; private set; }

    /// <summary>The last day of the class. The cohort closes when that day is over.</summary>
    public DateOnly ClosesOn { get; private set; }
    public int Capacity { get; private set; }
    public CohortState State { get; private set; }

    /// <summary>
    /// Counts what was done to the class: places given, and its end by decision. Who adds a place has seen the class as it was;
    /// two who change it at once cannot both have seen that, and the one that comes second looks again.
    /// </summary>
    public int Changes { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    /// <summary>
    /// The places ever given. Load them unfiltered and with what was given up before <see cref="Enrol"/>: a seat taken by a
    /// member out of the viewer's sight is taken all the same.
    /// </summary>
    public IReadOnlyList<Enrolment> Enrolments => enrolments;

    /// <summary>How many seats are taken, of the places loaded.</summary>
    public int Taken => enrolments.Count(e => e.GivenUp is null);
    public IReadOnlyList<Session> Sessions => sessions;

    /// <summary>What the whole class is worth, in quarters of a credit hour.</summary>
    public int TotalQuarters => sessions.Sum(s => s.Quarters);

    public EvidenceFacts Evidence() => new(
        "cohort.planned",
        null,
        RecordedBy,
        new Dictionary<string, object?>
        {
            ["rotation"] = RotationId, ["venue"] = VenueId, ["number"] = Number, ["opens"] = OpensOn, ["closes"] = ClosesOn, ["capacity"] = Capacity,
            ["sessions"] = sessions.Count, ["quarters"] = TotalQuarters,
        });

    public Refusal? Enrol(MemberId member, DateTime at, Guid? movedFrom = null)
    {
        if (State == CohortState.Closed)
        {
            return new Refusal("Cohort.AlreadyClosed", ClosesOn);
        }

        if (State == CohortState.CalledOff)
        {
            return new Refusal("Cohort.CalledOff");
        }

        if (enrolments.Exists(e => e.MemberId == member && e.GivenUp is null))
        {
            return new Refusal("Cohort.AlreadyEnrolled");
        }

        if (Taken >= Capacity)
        {
            return new Refusal("Cohort.Full", Capacity);
        }

        enrolments.Add(new Enrolment(Id, member, 1 + enrolments.Count(e => e.MemberId == member), at, movedFrom));
        Changes++;
        return null;
    }

    public void AddSession(DateTime startsAt, DateTime endsAt, int quarters, byte[] codeSecret) =>
        sessions.Add(new Session(sessions.Count + 1, VenueId, startsAt, endsAt, quarters, codeSecret));

    /// <summary>The state the given day asks for. Never earlier than today's: a clock that jumps back must not reopen what has been proved.</summary>
    public CohortState StateOn(DateOnly today)
    {
        var due = today > ClosesOn ? CohortState.Closed : today >= OpensOn ? CohortState.Open : CohortState.Planned;
        return due > State ? due : State;
    }

    /// <summary>From the morning of its first day a class is as it is; one of tomorrow is too near to be sent to or away from.</summary>
    public bool IsLocked(DateOnly today) => StateOn(today) != CohortState.Planned || OpensOn <= today.AddDays(1);

    /// <summary>Why the class cannot be called off on that day; null when it can.</summary>
    public Refusal? CheckCallOff(DateOnly today) => StateOn(today) switch
    {
        CohortState.CalledOff => new Refusal("Cohort.CalledOff"),
        CohortState.Closed => new Refusal("Cohort.AlreadyClosed", ClosesOn),
        _ when IsLocked(today) => new Refusal("CallOff.TooNear", Number, OpensOn),
        _ => null,
    };

    /// <summary>Ends the class before it has begun and frees its room. Places are given up by whoever places their members anew.</summary>
    public Outcome<CohortCalledOff> CallOff(Guid id, CalledOffBecause because, string words, DateOnly today, DateTime now, MemberId? by)
    {
        if (CheckCallOff(today) is { } refusal)
        {
            return refusal;
        }

        State = CohortState.CalledOff;
        Changes++;
        sessions.ForEach(s => s.CalledOffId = id);
        return new CohortCalledOff(id, this, because, words, now, by);
    }

    /// <summary>Brings the state up to the given day. Safe to call any number of times; false when nothing changed.</summary>
    public bool AdvanceTo(DateOnly today)
    {
        var due = StateOn(today);
        if (due == State)
        {
            return false;
        }

        State = due;
        return true;
    }
}
