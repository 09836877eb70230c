namespace Learning.Courses.Training;

/// <summary>One half-day or evening of a class. Attendance is given per session.</summary>
/// <param name="VenueId">The cohort's venue, repeated so that the database itself refuses two classes in one room at one time.</param>
/// <param name="Quarters">Credit hours of the session in quarters (16 = a half day of 4 credit hours).</param>
/// <param name="CodeSecret">Makes the six-digit code of this session; never leaves the server.</param>
public sealed record Session(int Number, Guid VenueId, DateTime StartsAt, DateTime EndsAt, int Quarters, byte[] CodeSecret)
{
    /// <summary>The <see cref="CohortCalledOff"/> by which the session is not held; null for one that is. Frees the room for another class.</summary>
    public Guid? CalledOffId { get; internal set; }

    /// <summary>How long before the beginning people may be marked as present: they come early, and the queue should be gone by then.</summary>
    private static readonly TimeSpan DoorsOpen = TimeSpan.FromMinutes(30);

    public DateTime DoorsOpenAt => StartsAt - DoorsOpen;

    /// <summary>The time in which a member may check in by code.</summary>
    public bool TakesCodesAt(DateTime now) => DoorsOpenAt <= now && now <= EndsAt;
}

/// <summary>When a day of class has sessions, on the wall clock of the district, and what each is worth.</summary>
/// <param name="Quarters">Credit hours in quarters.</param>
public sealed record DayPart(TimeOnly From, TimeOnly To, int Quarters)
{
    /// <summary>A full day: morning and afternoon of four credit hours each.</summary>
    public static IReadOnlyList<DayPart> FullDay { get; } =
        [new(new TimeOnly(8, 30), new TimeOnly(11, 30), 16), new(new TimeOnly(14, 30), new TimeOnly(17, 30), 16)];
}
