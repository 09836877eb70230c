using Learning.Courses.Storage;
using Npgsql;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>
/// The schedule that all servers of one PostgreSQL database share: each time is run by one of them, and what a server that died
/// had begun is begun again by another.
/// </summary>
public static class SharedSchedule
{
    /// <summary>How often a server says that it is alive. One that has not said so for three times as long is dead to the others.</summary>
    public static TimeSpan CheckIn(IConfiguration configuration) =>
        TimeSpan.FromSeconds(configuration.GetValue("Schedule:CheckInSeconds", 5) is >= 1 and <= 15 and var seconds
            ? seconds
            : throw new InvalidOperationException("Schedule:CheckInSeconds must lie between 1 and 15: a server that dies must be replaced within a minute."));

    public static IQuartzBuilder UseSharedSchedule(this IQuartzBuilder q, DatabaseSettings settings, TimeSpan checkIn)
    {
        // The clock of a development site can be moved, and each server has one of its own: moved apart, each would think the
        // others dead. Quartz decides when to look and takes the real time for that; what a job then does goes by the calendar.
        q.UseTimeProvider(TimeProvider.System);
        return q.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, settings.ConnectionString);
            store.UseSystemTextJsonSerializer();
            store.ConfigureStore(o =>
            {
                o.TablePrefix = ScheduleTables.Prefix;
                o.StoreJobDataAsStrings = true; // Readable for whoever looks into the table, and by the next version of a job.
            });
            store.UseClustering(c =>
            {
                c.CheckinInterval = checkIn;
                c.CheckinMisfireThreshold = 2 * checkIn;
            });
        });
    }
}
