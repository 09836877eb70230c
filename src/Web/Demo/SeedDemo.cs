using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Training;
using Learning.Web.Hosting;

namespace Learning.Web.Demo;

/// <summary>
/// Fills an empty database with the demo district and with the year it has had so far, by the same use cases that people's
/// clicks run. Leaves a database that holds a district alone.
/// </summary>
public sealed class SeedDemo(IServiceProvider services, TimeProvider time, SchoolCalendar calendar)
{
    public const int Members = 1200;
    public const int Branches = 60;
    public const int Seed = 2026;

    /// <returns>False when there was a district already.</returns>
    public async Task<bool> RunAsync(int members, int branches, int seed, CancellationToken ct)
    {
        var today = calendar.Today();
        var newYear = new DateOnly(today.Year, 1, 2);

        // Only a clock that can be moved can have had a year: elsewhere the district begins today.
        var clock = time as DevClock;
        var now = calendar.UtcNow();
        clock?.MoveBy(calendar.ToUtc(newYear, new TimeOnly(9, 0)) - now);
        try
        {
            var district = DemoDistrict.Draw(members, branches, seed, calendar.Today());
            if (!await services.GetRequiredService<SeedRoster>().RunAsync(district, ct))
            {
                return false;
            }

            await services.GetRequiredService<OpenYear>().RunAsync(calendar.Today().Year, ct);
            await services.GetRequiredService<KeepEditions>().RunAsync(ct);
            await services.GetRequiredService<SeedDemoAccounts>().RunAsync(ct);
            await services.GetRequiredService<SeedDemoApplications>().RunAsync(ct);
            if (clock is not null && today > newYear.AddMonths(1))
            {
                await new DemoYear(services.GetRequiredService<IServiceScopeFactory>(), clock, calendar, today, district).RunAsync(ct);
            }
            else
            {
                await services.GetRequiredService<SeedTraining>().RunAsync(ct);
            }

            return true;
        }
        finally
        {
            clock?.Reset();
        }
    }
}
