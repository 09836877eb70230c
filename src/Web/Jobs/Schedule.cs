using System.Text.RegularExpressions;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>
/// When what runs by itself. State lives in our tables, so every job may run twice, late, or after a night switched off, and
/// the result is the same; Quartz only decides when to look, and which of several servers does.
/// </summary>
public static partial class Schedule
{
    /// <summary>The group of the triggers that are written down here. What runs because somebody asked, or because a server died, has another.</summary>
    internal const string Group = "schedule";

    /// <summary>The names of all jobs: RotateCohortsJob is "rotate-cohorts".</summary>
    public static IReadOnlyList<string> JobNames { get; } =
        [.. typeof(Schedule).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IJob)) && !t.IsAbstract).Select(NameOf).Order(StringComparer.Ordinal)];

    public static IServiceCollection AddSchedule(this IServiceCollection services, SiteSettings settings, IConfiguration configuration)
    {
        services.AddSingleton<ForeignTables>();
        services.AddSingleton<ScheduleTables>();

        // A job is nobody's request: it sees everything.
        services.Configure<JobFactoryOptions>(o =>
            o.ConfigureScope = (scope, _, _) => scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System));
        services.AddQuartz(q =>
        {
            if (settings.Database.Provider == DatabaseProvider.Postgres)
            {
                q.UseSharedSchedule(settings.Database, SharedSchedule.CheckIn(configuration));
            }

            q.AddJobListener<KeepRuns>();
            Plan(q, settings.Zone);
        });
        services.AddHostedService<ForgetFormerJobs>();
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
        q.At<TrimRunsJob>("0 45 3 * * ?", zone);
        q.At<RotateCohortsJob>("0 1 * * * ?", zone); // A minute after midnight, and every hour for whoever has moved the clock.
        q.Every<SendOutboxJob>(TimeSpan.FromMinutes(1));
        q.At<RemindJob>("0 0 8 * * ?", zone);
        q.At<EscalateJob>("0 10 8 * * ?", zone);
        q.Every<TellRegretsJob>(TimeSpan.FromMinutes(1));
        q.At<RecountJob>("0 30 * * * ?", zone); // Counts at half past two only, and later in the day what a night switched off has missed.
    }

    // What is due, and was due while no server could run it, is run once and at once: a job makes up for everything that is late,
    // so a second run would find nothing, and waiting for the next time would leave a class closed for as long. Said for every
    // trigger and not left to Quartz, whose own choice depends on how often a trigger repeats.
    private const SimpleTriggerMisfireInstruction OnceWhenMissed = SimpleTriggerMisfireInstruction.FireNow;
    private const SimpleTriggerMisfireInstruction OnceWhenMissedAndOn = SimpleTriggerMisfireInstruction.NowWithRemainingCount;
    private const CronTriggerMisfireInstruction OnceWhenMissedAndByTheClock = CronTriggerMisfireInstruction.FireAndProceed;

    /// <summary>At start-up, so that a time switched off is made up for, and then at this interval.</summary>
    private static void Every<TJob>(this IQuartzBuilder q, TimeSpan interval)
        where TJob : IJob
    {
        var key = q.Add<TJob>();
        var name = q.Plan(key, "every", every: interval);
        q.AddTrigger(t => t.ForJob(key).WithIdentity(name, Group).StartNow()
            .WithSimpleSchedule(s => s.WithInterval(interval).RepeatForever().WithMisfireInstruction(OnceWhenMissedAndOn)));
    }

    /// <summary>
    /// At start-up, and then by the clock on the district's wall. Of two servers that start, the second finds the trigger of the first
    /// under the same name and puts its own in its place; a job that is running is waited for and not run beside itself.
    /// </summary>
    /// <param name="cron">Quartz cron expression: seconds, minutes, hours, day of month, month, day of week.</param>
    private static void At<TJob>(this IQuartzBuilder q, string cron, TimeZoneInfo zone)
        where TJob : IJob
    {
        var key = q.Add<TJob>();
        var (atStart, at) = (q.Plan(key, "at-start"), q.Plan(key, "at", cron: cron));
        q.AddTrigger(t => t.ForJob(key).WithIdentity(atStart, Group).StartNow()
            .WithSimpleSchedule(s => s.WithMisfireInstruction(OnceWhenMissed)));
        q.AddTrigger(t => t.ForJob(key).WithIdentity(at, Group)
            .WithCronSchedule(cron, c => c.InTimeZone(zone).WithMisfireInstruction(OnceWhenMissedAndByTheClock)));
    }

    private static JobKey Add<TJob>(this IQuartzBuilder q)
        where TJob : IJob
    {
        var key = KeyOf<TJob>();
        q.AddJob<TJob>(j => j.WithIdentity(key).RequestRecovery()); // A server that dies in the middle of it is replaced by another.
        return key;
    }

    private static string Plan(this IQuartzBuilder q, JobKey job, string when, TimeSpan? every = null, string? cron = null)
    {
        var name = $"{job.Name}-{when}";
        q.Services.AddSingleton(new PlannedTrigger(job.Name, name, every, cron));
        return name;
    }

    private static string NameOf(Type job) =>
        WordStart().Replace(job.Name[..^"Job".Length], "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
