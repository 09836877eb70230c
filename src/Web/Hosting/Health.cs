using System.Text;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace Learning.Web.Hosting;

/// <summary>
/// Two questions that machines ask: is the program alive (/healthz, depends on nothing, so that a database at rest does not
/// make somebody restart the program), and can it serve (/readyz, says what is missing).
/// </summary>
public static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", timeout: TimeSpan.FromSeconds(5))
            .AddCheck<ScheduleCheck>("schedule", timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder site)
    {
        // Answered before anybody is asked who he is: a browser with a cookie would need the database for that.
        site.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous().ShortCircuit();
        site.MapHealthChecks("/readyz", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous().ShortCircuit();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var text = new StringBuilder(report.Status == HealthStatus.Healthy ? "ok\n" : "not ready\n");
        foreach (var (name, check) in report.Entries)
        {
            // The description and not the exception: the answer is public, and what the machine said is in the log.
            text.Append(name).Append(": ").Append(check.Status == HealthStatus.Healthy ? "ok" : check.Description ?? "failed").Append('\n');
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }

    private sealed class DatabaseCheck(Migrations migrations) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                return await migrations.PendingAsync(cancellationToken) is { Count: > 0 } pending
                    ? HealthCheckResult.Unhealthy($"{pending.Count} migrations are missing; run the verb 'migrate'")
                    : HealthCheckResult.Healthy();
            }
            catch (Exception e) when (StorageFailure.Is(e))
            {
                return HealthCheckResult.Unhealthy("cannot be reached", e);
            }
        }
    }

    private sealed class ScheduleCheck(ISchedulerFactory schedulers) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var status = await (await schedulers.GetScheduler(cancellationToken)).GetStatus(cancellationToken);
            return status == SchedulerStatus.Running ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"is {status}");
        }
    }
}
