namespace Learning.Web.Hosting;

/// <summary>
/// The clock of a development site: the real one, moved by as much as somebody asked for on /dev, so that a class can be
/// opened and closed within a minute. Never registered outside development.
/// </summary>
/// <param name="movedBy">Already when the site starts (Dev:ClockMovedBy), so that a year which is played goes on after the site was killed in it.</param>
public sealed class DevClock(TimeSpan movedBy) : TimeProvider
{
    private long offsetTicks = movedBy.Ticks;

    public TimeSpan Offset => new(Interlocked.Read(ref offsetTicks));

    public void MoveBy(TimeSpan time) => Interlocked.Add(ref offsetTicks, time.Ticks);

    public void Reset() => Interlocked.Exchange(ref offsetTicks, 0);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
