using Learning.Courses.Storage;
using Learning.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Learning.Web.Tests.Jobs;

/// <summary>Two servers on one PostgreSQL database: no time is run twice, and no job beside itself.</summary>
public sealed class SharedScheduleTests
{
    private const int Jobs = 4;
    private const int FiresOfEach = 50;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The server to test on; without one there is nothing to share, and .ci/run always provides one.</summary>
    public static TheoryData<string> Servers => PostgresDatabase.Server is { } server ? [server] : [""];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Of_many_times_each_is_run_once_by_one_of_two_servers(string server)
    {
        if (server.Length == 0)
        {
            return;
        }

        await using var database = await PostgresDatabase.CreateAsync(Ct);
        var tables = new ScheduleTables(database.Settings, new ForeignTables(database.Settings));
        Assert.NotEmpty(await tables.PendingAsync(Ct));
        await Task.WhenAll(tables.ApplyAsync(Ct), tables.ApplyAsync(Ct)); // Two servers may try at once.
        Assert.Empty(await tables.PendingAsync(Ct));
        await database.DoAsync(
            """
            CREATE TABLE inside (job text PRIMARY KEY);
            CREATE TABLE fires (trigger text, scheduled timestamptz, node text, PRIMARY KEY (trigger, scheduled));
            """,
            Ct);
        await using var one = Node(database);
        await using var two = Node(database);
        var (first, second) = (await StartAsync(one), await StartAsync(two));
        await PlanAsync(first);

        // Each rests for a while, so that both have certainly done a part.
        await Until.TrueAsync(async () => await CountAsync(database) >= 60, Ct);
        await first.Standby(Ct);
        var before = await CountAsync(database);
        await Until.TrueAsync(async () => await CountAsync(database) >= before + 40, Ct);
        await first.Start(Ct);
        await second.Standby(Ct);
        await Until.TrueAsync(async () => await database.AskAsync<long>("SELECT count(*) FROM qrtz_triggers", Ct) == 0, Ct);

        Assert.Empty(one.GetRequiredService<Trouble>().Seen.Concat(two.GetRequiredService<Trouble>().Seen));
        Assert.Equal(Jobs * FiresOfEach, await CountAsync(database));
        Assert.Equal(2, await database.AskAsync<long>("SELECT count(DISTINCT node) FROM fires", Ct));
        await first.Shutdown(false, Ct);
        await second.Shutdown(false, Ct);
    }

    private static ServiceProvider Node(PostgresDatabase database)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton(database);
        services.AddSingleton<Trouble>();
        services.AddQuartz(q => q.UseSharedSchedule(database.Settings, TimeSpan.FromSeconds(1)));
        return services.BuildServiceProvider();
    }

    private static async Task<IScheduler> StartAsync(ServiceProvider node)
    {
        var scheduler = await node.GetRequiredService<ISchedulerFactory>().GetScheduler(Ct);
        await scheduler.Start(Ct);
        return scheduler;
    }

    private static async Task PlanAsync(IScheduler scheduler)
    {
        for (var i = 0; i < Jobs; i++)
        {
            await scheduler.ScheduleJob(
                JobBuilder.Create<Probe>().WithIdentity($"probe-{i}").Build(),
                TriggerBuilder.Create().WithIdentity($"probe-{i}").StartNow()
                    .WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMilliseconds(20)).WithRepeatCount(FiresOfEach - 1)
                        .WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires)).Build(), // However slow the machine is: each time is run.
                cancellationToken: Ct);
        }
    }

    private static Task<long> CountAsync(PostgresDatabase database) => database.AskAsync<long>("SELECT count(*) FROM fires", Ct);

    /// <summary>What went wrong in the jobs of one server.</summary>
    internal sealed class Trouble
    {
        private readonly List<string> seen = [];

        public IReadOnlyList<string> Seen
        {
            get
            {
                lock (seen)
                {
                    return [.. seen];
                }
            }
        }

        public void Add(string what)
        {
            lock (seen)
            {
                seen.Add(what);
            }
        }
    }

    /// <summary>Two keys stand guard: one lets a job in once at a time, the other each time once for ever.</summary>
    [DisallowConcurrentExecution]
    internal sealed class Probe(PostgresDatabase database, Trouble trouble) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await database.DoAsync("INSERT INTO inside VALUES ($1)", cancellationToken, context.JobDetail.Key.Name);
                await database.DoAsync(
                    "INSERT INTO fires VALUES ($1, $2, $3)", cancellationToken, context.Trigger.Key.Name, context.ScheduledFireTimeUtc!.Value.UtcDateTime, context.Scheduler.SchedulerInstanceId);
                await database.DoAsync("DELETE FROM inside WHERE job = $1", cancellationToken, context.JobDetail.Key.Name);
            }
            catch (NpgsqlException e)
            {
                trouble.Add(e.Message);
            }
        }
    }
}
