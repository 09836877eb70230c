namespace Learning.Web.Hosting;

/// <summary>
/// The clock of a development site: the real one, moved by as much as somebody asked for on /dev, so that a class can be
/// opened and closed within a minute. Never registered outside development.
/// </summary>
public sealed class DevClock : TimeProvider
{
    private long offsetTicks;

    public TimeSpan Offset => new(Interlocked.Read(ref offsetTicks));

    public void MoveBy(TimeSpan time) => Interlocked.Add(ref offsetTicks, time.Ticks);

    public void Reset() => Interlocked.Exchange(ref offsetTicks, 0);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
