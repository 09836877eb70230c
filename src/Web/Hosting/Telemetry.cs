using System.Diagnostics.Metrics;
using System.Net;
using System.Runtime.CompilerServices;
using Learning.Courses.Ledger;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenTelemetry.Metrics;

namespace Learning.Web.Hosting;

/// <summary>
/// Numbers for whoever watches the machine, as Prometheus text at /metrics. They tell how busy the site is, so only the machine
/// itself may read them unless Metrics:Public says otherwise; to everybody else the address does not exist.
/// </summary>
public static class Telemetry
{
    public const string MeterName = "Lunxun";

    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<EvidenceCounter>();
        services.AddSingleton<RecountGauge>();
        services.ConfigureDbContext<SqliteCoursesDb>(Count);
        services.ConfigureDbContext<PostgresCoursesDb>(Count);
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter(MeterName)
            .AddPrometheusExporter());
        return services;

        static void Count(IServiceProvider provider, DbContextOptionsBuilder options) =>
            options.AddInterceptors(provider.GetRequiredService<EvidenceCounter>());
    }

    public static IApplicationBuilder UseTelemetry(this IApplicationBuilder site, bool isPublic) =>
        site.UseOpenTelemetryPrometheusScrapingEndpoint(context => context.Request.Path == "/metrics" && (isPublic || IsOnThisMachine(context)));

    /// <summary>
    /// A proxy on this machine that does not pass on the caller's address would make every caller local. Whoever runs one and
    /// leaves the header out is told apart by what a proxy always changes: the name of the host asked for.
    /// </summary>
    private static bool IsOnThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && (context.Request.Host.Host == "localhost" || (IPAddress.TryParse(context.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)));

    /// <summary>Counts what was put on record, by kind of evidence: lessons, quiz results, attendances.</summary>
    private sealed class EvidenceCounter(IMeterFactory meters) : SaveChangesInterceptor
    {
        private readonly Counter<long> recorded =
            meters.Create(MeterName).CreateCounter<long>("lunxun.evidence.recorded", "{entry}", "Evidence entries committed, by kind");

        private readonly ConditionalWeakTable<DbContext, List<string>> underWay = [];

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            var kinds = eventData.Context!.ChangeTracker.Entries<EvidenceEntry>().Where(e => e.State == EntityState.Added).Select(e => e.Entity.Kind).ToList();
            underWay.AddOrUpdate(eventData.Context, kinds);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            if (underWay.TryGetValue(eventData.Context!, out var kinds))
            {
                foreach (var kind in kinds.GroupBy(k => k, StringComparer.Ordinal))
                {
                    recorded.Add(kind.Count(), new KeyValuePair<string, object?>("kind", kind.Key));
                }

                underWay.Remove(eventData.Context!);
            }

            return ValueTask.FromResult(result);
        }
    }
}
