namespace Learning.Courses;

/// <summary>
/// The only way to ask what time it is. Instants are UTC; days are those of the district's zone, because "by 30 June" means
/// midnight in the district and not in Greenwich.
/// </summary>
public sealed class SchoolCalendar(TimeProvider clock, TimeZoneInfo zone)
{
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>Now, cut to whole microseconds: what PostgreSQL stores must equal what was hashed.</summary>
    public DateTime UtcNow()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
    }

    public DateOnly Today() => DayOf(UtcNow());

    /// <summary>The district's day on which an instant falls.</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Zone));

    /// <summary>The instant at which the clock on the district's wall shows this time.</summary>
    public DateTime ToUtc(DateOnly day, TimeOnly time) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(time), Zone);

    /// <summary>The first instant that no longer belongs to the day.</summary>
    public DateTime EndOf(DateOnly day) => ToUtc(day.AddDays(1), TimeOnly.MinValue);

    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);
}
