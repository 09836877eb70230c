using System.Text.RegularExpressions;
using Learning.Courses.Organisation;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>
/// When what runs by itself. State lives in our tables, so every job may run twice, late, or after a night switched off, and
/// the result is the same; Quartz only decides when to look.
/// </summary>
public static partial class Schedule
{
    /// <summary>The names of all jobs: RotateCohortsJob is "rotate-cohorts".</summary>
    public static IReadOnlyList<string> JobNames { get; } =
        [.. typeof(Schedule).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IJob)) && !t.IsAbstract).Select(NameOf).Order(StringComparer.Ordinal)];

    public static IServiceCollection AddSchedule(this IServiceCollection services, TimeZoneInfo zone)
    {
        // A job is nobody's request: it sees everything.
        services.Configure<JobFactoryOptions>(o =>
            o.ConfigureScope = (scope, _, _) => scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System));
        services.AddQuartz(q => Plan(q, zone));
        return services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    /// <summary>What is said with a run that a person asks for.</summary>
    public static JobDataMap Asked => new() { [RecountJob.AskedFor] = "true" };

    public static JobKey KeyOf<TJob>()
        where TJob : IJob => new(NameOf(typeof(TJob)));

    /// <summary>One line for each job.</summary>
    private static void Plan(IQuartzBuilder q, TimeZoneInfo zone)
    {
        q.Every<SettleMarksJob>(TimeSpan.FromSeconds(20));
        q.At<OpenYearJob>("0 1 0 * * ?", zone);
        q.Every<CloseOverdueAttemptsJob>(TimeSpan.FromMinutes(1));
        q.Every<CarryOutRevisionsJob>(TimeSpan.FromMinutes(1));
        q.Every<KeepPulseJob>(TimeSpan.FromSeconds(5));
        q.Every<SealLedgerJob>(TimeSpan.FromSeconds(5));
        q.Every<AskWitnessesJob>(TimeSpan.FromSeconds(10));
        q.At<PruneTokensJob>("0 40 3 * * ?", zone);
        q.At<RotateCohortsJob>("0 1 * * * ?", zone); // A minute after midnight, and every hour for whoever has moved the clock.
        q.Every<SendOutboxJob>(TimeSpan.FromMinutes(1));
        q.At<RemindJob>("0 0 8 * * ?", zone);
        q.At<RecountJob>("0 30 * * * ?", zone); // Counts at half past two only, and later in the day what a night switched off has missed.
    }

    /// <summary>At start-up, so that a time switched off is made up for, and then at this interval.</summary>
    private static void Every<TJob>(this IQuartzBuilder q, TimeSpan interval)
        where TJob : IJob
    {
        var key = q.Add<TJob>();
        q.AddTrigger(t => t.ForJob(key).WithIdentity($"{key.Name}-every").StartNow().WithSimpleSchedule(s => s.WithInterval(interval).RepeatForever()));
    }

    /// <summary>At start-up, and then by the clock on the district's wall.</summary>
    /// <param name="cron">Quartz cron expression: seconds, minutes, hours, day of month, month, day of week.</param>
    private static void At<TJob>(this IQuartzBuilder q, string cron, TimeZoneInfo zone)
        where TJob : IJob
    {
        var key = q.Add<TJob>();
        q.AddTrigger(t => t.ForJob(key).WithIdentity($"{key.Name}-at-start").StartNow());
        q.AddTrigger(t => t.ForJob(key).WithIdentity($"{key.Name}-at").WithCronSchedule(cron, c => c.InTimeZone(zone)));
    }

    private static JobKey Add<TJob>(this IQuartzBuilder q)
        where TJob : IJob
    {
        var key = KeyOf<TJob>();
        q.AddJob<TJob>(j => j.WithIdentity(key));
        return key;
    }

    private static string NameOf(Type job) =>
        WordStart().Replace(job.Name[..^"Job".Length], "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
