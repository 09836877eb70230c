using Learning.Courses;

namespace Learning.Load;

/// <summary>The clock of the year that is played: the real one, moved as far as the site's. Both show the same.</summary>
internal sealed class YearClock : TimeProvider
{
    public TimeSpan MovedBy { get; private set; }

    public SchoolCalendar Calendar { get; }

    public YearClock() => Calendar = new SchoolCalendar(this, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public void MoveBy(TimeSpan time) => MovedBy += time;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + MovedBy;
}
