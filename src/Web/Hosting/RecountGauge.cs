using System.Diagnostics.Metrics;

namespace Learning.Web.Hosting;

/// <summary>How many stored numbers do not follow from the facts, for whoever watches the machine. Says nothing before the job has looked.</summary>
public sealed class RecountGauge
{
    private const int NotLooked = -1;
    private int open = NotLooked;

    public RecountGauge(IMeterFactory meters) => meters.Create(Telemetry.MeterName)
        .CreateObservableGauge("lunxun.recount.differences", Observe, "{difference}", "Stored numbers that do not follow from the facts");

    public void Show(int differences) => Volatile.Write(ref open, differences);

    private IEnumerable<Measurement<int>> Observe() => Volatile.Read(ref open) is var now and not NotLooked ? [new Measurement<int>(now)] : [];
}
