using Learning.Courses.Coverage.Forecast;

namespace Learning.Courses.Tests.Coverage.Forecast;

/// <summary>Forecasts of simulated years against their outcome. What is claimed: the 80 % interval holds it in 75 to 85 % of branches.</summary>
public sealed class BackTestTests
{
    private const int Towns = 130;

    private static readonly int[] Dates = [8, 16, 26, 36];

    public static TheoryData<string, int> Worlds => new()
    {
        { "hours", 11 }, { "hours", 12 },
        { "classes", 21 }, { "classes", 22 },
    };

    [Theory, MemberData(nameof(Worlds))]
    public void The_interval_holds_the_outcome_in_75_to_85_per_cent_of_branches(string world, int seed)
    {
        var towns = Simulate(world, seed);
        Assert.InRange(towns.Sum(t => t.Branches.Count), 2_000, 3_000);

        var all = Dates.SelectMany(week => towns.SelectMany(town => Outcomes(town, week))).Select(o => (o.Week, o.Forecast.Mean, Interval: o.Forecast.FourFifths(), o.Outcome, o.Required)).ToList();

        // A row of the table in docs/forecast.md.
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"| {world}, {seed} | {towns.Sum(t => t.Branches.Count):N0} | {string.Join(" | ", all.GroupBy(o => o.Week).OrderBy(w => w.Key).Select(w => $"{Held(w):0.0} %"))} | {Held(all):0.0} % |");
        foreach (var of in all.GroupBy(o => o.Week))
        {
            Assert.True(Held(of) is >= 75 and <= 85, $"week {of.Key}: {Held(of):0.0} %");
        }

        Assert.InRange(Held(all), 75, 85);

        // Neither trick would pass: an interval as wide as the branch, or one that leans to one side.
        Assert.InRange(all.Average(o => (double)(o.Interval.To - o.Interval.From) / o.Required), 0, 0.25);
        Assert.InRange(all.Average(o => (o.Mean - o.Outcome) / o.Required), -0.03, 0.03);

        static double Held(IEnumerable<(int Week, double Mean, (int From, int To) Interval, int Outcome, int Required)> of) =>
            100 * of.Average(o => o.Outcome >= o.Interval.From && o.Outcome <= o.Interval.To ? 1.0 : 0);
    }

    [Fact]
    public void The_interval_of_a_town_holds_its_outcome_about_as_often()
    {
        var held = Simulate("hours", 31).SelectMany(town => Dates.Select(week =>
        {
            var (from, to) = ForecastTown.Run(town.CoursesAfter(week), After(week)).Town.FourFifths();
            return town.Branches.Sum(b => b.DoneAtTheEnd) is var outcome && outcome >= from && outcome <= to ? 1.0 : 0;
        })).Average();

        // Of towns there are few, and the season moves all their branches together.
        Assert.InRange(held, 0.65, 0.9);
    }

    private static List<SimulatedTown> Simulate(string world, int seed)
    {
        var random = new Random(seed);
        var truth = string.Equals(world, "hours", StringComparison.Ordinal)
            ? new TrueWorld(Season: 0.35, Branches: 0.4, Members: 0.4, Planned: 0)
            : new TrueWorld(Season: 0.3, Branches: 0.4, Members: 0.3, Planned: 5);
        return [.. Enumerable.Range(0, Towns).Select(_ => new SimulatedTown(random, truth))];
    }

    private static ForecastTime After(int week) => new(week, SimulatedTown.Weeks - week);

    private static IEnumerable<(int Week, CountDistribution Forecast, int Outcome, int Required)> Outcomes(SimulatedTown town, int week) =>
        ForecastTown.Run(town.CoursesAfter(week), After(week)).Branches.Zip(town.Branches, (forecast, branch) => (week, forecast, branch.DoneAtTheEnd, branch.Members.Count));
}
