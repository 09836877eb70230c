using System.Diagnostics;
using System.Globalization;

namespace Learning.Load;

/// <summary>
/// A year of the demo district, played day by day on a moved clock: Quartz opens and closes every class, people are absent, move and lose
/// halls, a day is switched off, and the server is killed in the middle of its jobs. At the end somebody from outside counts.
/// </summary>
internal sealed class Year(int seed, int members, int branches, int months, string? postgres)
{
    private const int Losses = 3;
    private const int Kills = 12;
    private const string OpenYear = "open-year";
    private static readonly string[] MorningJobs = ["rotate-cohorts", "remind", "escalate", "tell-regrets", "seal-ledger"];

    private readonly Lots lots = new(seed);
    private readonly YearClock clock = new();

    public async Task<bool> PlayAsync()
    {
        var watch = Stopwatch.StartNew();
        using var place = new Place(postgres);
        await place.FillDemoAsync(members, branches);
        var year = clock.Calendar.Today().Year + 1;
        var (start, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 1, 1).AddMonths(months).AddDays(-1));
        var end = last.AddDays(2); // The day after the last class closes it, and one more is late.
        clock.MoveBy(clock.Calendar.ToUtc(start, new TimeOnly(0, 5)) - clock.Calendar.UtcNow());
        await using var site = new PlayedSite(place, clock);
        var people = new YearPeople(site, clock, lots, year);
        await site.StartAsync();
        await people.GetReadyAsync();
        var (outage, losses, kills) = (new DateOnly(year, 9, 7).AddDays(lots.Among(3, "outage")), Days("loss", Losses, start), Days("kill", Kills, start));
        var killed = 0;
        var nextList = start;
        for (var day = start; day <= end; day = day.AddDays(1))
        {
            if (day == outage)
            {
                await site.KillAsync();
                await site.MoveAsync(24); // Classes are held all the same; their lists are kept on paper.
                await site.StartAsync();
                continue;
            }

            if (day == start || day.Day == 1)
            {
                await site.RunAsync(OpenYear);
            }

            if (kills.Contains(day))
            {
                await KillAmidJobsAsync(site, day);
                killed++;
            }

            await site.RunAsync(MorningJobs);
            await site.MoveAsync(18);
            await EveningAsync(people, day, nextList, losses, day == start.AddDays(1));
            nextList = day.AddDays(1);
            await site.MoveAsync(6);
            if (day.Day == 1)
            {
                Console.Error.WriteLine($"{day:yyyy-MM-dd} {watch.Elapsed:mm\\:ss}");
            }
        }

        await site.RunAsync("recount", "seal-ledger");
        return await ReportAsync(place, site, people, last, killed, losses.Count(l => l <= end), watch);
    }

    private static async Task EveningAsync(YearPeople people, DateOnly day, DateOnly since, List<DateOnly> losses, bool isPlanned)
    {
        if (isPlanned)
        {
            await people.RenewExemptionsAsync();
            await people.PlanAsync();
        }

        await people.AttendAsync(since);
        await people.MoveMembersAsync();
        if (losses.IndexOf(day) is >= 0 and var nth)
        {
            await people.LoseVenueAsync(nth);
        }

        if (day.Day == 1)
        {
            await people.ReplanAsync();
        }
    }

    /// <summary>All jobs are begun at once, and the server is killed while they run; the next start makes up for what is left.</summary>
    private async Task KillAmidJobsAsync(PlayedSite site, DateOnly day)
    {
        foreach (var job in MorningJobs)
        {
            await site.AskForAsync(job);
        }

        await Task.Delay(lots.Among(60, $"kill/{day}"));
        await site.KillAsync();
        await site.StartAsync();
    }

    /// <summary>Days of the year, apart from each other and early enough that a class is still to come.</summary>
    private List<DateOnly> Days(string what, int count, DateOnly start) =>
        [.. Enumerable.Range(0, count).Select(i => start.AddDays(40 + (i * 280 / count) + lots.Among(280 / count, $"{what}/{i}")))];

    private static async Task<bool> ReportAsync(Place place, PlayedSite site, YearPeople people, DateOnly last, int killed, int losses, Stopwatch watch)
    {
        await using var db = site.OpenDb();
        var check = new YearCheck(db, last);
        await check.CountAsync();
        await site.BeAsync(people.DistrictOrganiserNumber);
        var pages = await YearCheck.ReadPagesAsync(site, check.Members.Select(m => m.Branch).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), last);
        var otherwise = check.Members.Except(pages).Concat(pages.Except(check.Members)).ToList();
        var unturned = await check.UnturnedAsync();
        var differences = await check.NumberAsync("differences");
        var twice = await check.NumberAsync("told twice");
        await site.KillAsync();
        await place.RunVerbAsync("ledger", "check"); // Throws when the answer is no.
        var boxes = check.Members.GroupBy(m => m.Box).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        Say("members answered for at the end", check.Members.Count);
        foreach (var box in new[] { "done", "exempt", "deferred", "out of contact", "missing" })
        {
            Say($"  {box}", boxes.GetValueOrDefault(box));
        }

        Say("named otherwise on the coverage pages", otherwise.Count);
        Say("facts without a sealed entry", check.WithoutEvidence.Count);
        Say("classes opened and closed by Quartz", await check.NumberAsync("classes closed"));
        Say("  of which not once each", unturned.Count);
        Say("places in them", await check.NumberAsync("places"));
        Say("  not completed", await check.NumberAsync("absent"));
        Say("  moved on by the closing job", await check.NumberAsync("moved on"));
        Say("  placed anew by organisers", people.Tally.PlacedAnew);
        Say("halls lost, classes called off", people.Tally.VenuesLost, people.Tally.CalledOff);
        Say("transfers sent, received", people.Tally.Sent, people.Tally.Received);
        Say("attendances", people.Tally.Ticks);
        Say("server killed amid its jobs", killed);
        Say("stored numbers that differ", differences);
        Say("notices said twice", twice);
        Say("entries of the ledger, checked", await check.NumberAsync("entries"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"until {last:yyyy-MM-dd}, played in {watch.Elapsed.TotalMinutes:0.0} min"));
        foreach (var trouble in otherwise.Select(o => o.ToString()).Concat(check.WithoutEvidence).Concat(unturned).Take(20))
        {
            Console.WriteLine($"! {trouble}");
        }

        return otherwise.Count == 0 && check.WithoutEvidence.Count == 0 && unturned.Count == 0 && differences == 0 && twice == 0 && people.Tally.VenuesLost == losses;
    }

    private static void Say(string what, params long[] numbers) =>
        Console.WriteLine($"{what,-42}{string.Join(", ", numbers.Select(n => n.ToString("N0", CultureInfo.InvariantCulture))),12}");
}
