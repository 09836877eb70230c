namespace Learning.Courses;

/// <summary>Names one person, for ever. Never shown, never reused; the number people know is Member.Number.</summary>
public readonly record struct MemberId(Guid Value)
{
    public static MemberId New(DateTime now) => new(RowId.At(now));

    public override string ToString() => Value.ToString();
}

/// <summary>Names one node of the organisation tree.</summary>
public readonly record struct UnitId(Guid Value)
{
    public static UnitId New(DateTime now) => new(RowId.At(now));

    public override string ToString() => Value.ToString();
}

/// <summary>Makes the ids of rows: unique everywhere, sorted by the instant at which the row was made.</summary>
public static class RowId
{
    /// <param name="now">UTC, from <see cref="SchoolCalendar"/>.</param>
    public static Guid At(DateTime now) => Guid.CreateVersion7(new DateTimeOffset(now));
}
