using CsCheck;
using Learning.Courses.Coverage;
using Learning.Courses.Coverage.Forecast;
using Learning.Courses.Organisation;

namespace Learning.Courses.Tests.Coverage.Forecast;

public sealed class ForecastTownTests
{
    private static readonly ForecastTime June = new(26, 26);

    [Fact]
    public void A_branch_without_members_and_one_that_has_done_it_are_certain()
    {
        var (branches, town) = ForecastTown.Run([new("d/t/empty", 0, []), new("d/t/done", 5, [2, 3]), new("d/t/other", 10, [0, 1])], June);

        Assert.Equal((0, 0), branches[0].FourFifths());
        Assert.Equal((5, 5), branches[1].FourFifths());
        Assert.InRange(branches[2].Mean, 1, 10);
        Assert.Equal(branches.Sum(b => b.Mean), town.Mean, 6);
    }

    [Fact]
    public void After_the_deadline_nothing_is_uncertain()
    {
        var (branches, town) = ForecastTown.Run([new("d/t/a", 10, [0, 4]) { Placed = [1, 2] }, new("d/t/b", 8, [8])], new(52, 0));

        Assert.Equal([4, 8], branches.Select(b => b.First));
        Assert.Equal((12, 12), town.FourFifths());
    }

    [Fact]
    public void On_the_first_day_of_the_year_the_interval_is_wide()
    {
        var (from, to) = ForecastTown.Run([new("d/t/a", 40, [0]), new("d/t/b", 40, [0])], new(1 / 7.0, 52)).Branches[0].FourFifths();

        Assert.InRange(to - from, 12, 40);
    }

    [Fact]
    public void One_member_is_done_or_not()
    {
        var alone = ForecastTown.Run([new("d/t/a", 1, [0, 0, 0, 0])], new(4, 48)).Branches[0];

        Assert.Equal((0, 1), (alone.First, alone.Last));
        Assert.InRange(alone.Mean, 0.01, 0.99);
    }

    [Fact]
    public void Who_has_no_place_when_all_other_places_are_given_waits_longer()
    {
        int[] done = [.. Enumerable.Repeat(1, 26)];
        CountDistribution With(int placed) => ForecastTown.Run([new("d/t/a", 60, done) { Placed = [.. Enumerable.Repeat(3.0, placed)], ClassesEnded = 30, ClassesCompleted = 26 }], June).Branches[0];

        // The pace is that of all: some places are part of it and change little, places for everybody change much.
        Assert.InRange(With(5).Mean - With(0).Mean, -3, 3);
        Assert.True(With(34).Mean > With(0).Mean + 5, $"{With(34).Mean:0.0} {With(0).Mean:0.0}");
    }

    [Fact]
    public void The_beta_binomial_has_its_mean_and_variance()
    {
        var counts = CountDistribution.BetaBinomial(40, UncertainShare.Beta(6, 3));

        Assert.Equal(1, counts.Chances.Sum(), 9);
        Assert.Equal(40 * 6 / 9.0, counts.Mean, 6);

        // n p q (1 + (n - 1) / (a + b + 1)), as every table of distributions has it.
        var variance = counts.Chances.Select((chance, i) => chance * Math.Pow(counts.First + i - counts.Mean, 2)).Sum();
        Assert.Equal(40 * (2 / 3.0) * (1 / 3.0) * (1 + (39 / 10.0)), variance, 4);
    }

    [Fact]
    public void What_remains_by_the_deadline_has_its_sides_for_whole_weeks()
    {
        // Beta(2, 3): the first two moments of 1 - (1 - x)^2 by hand, from E(1-x)^2 = 12/30 and E(1-x)^4 = 360/1680.
        var share = UncertainShare.Within(2, 2, 3);

        Assert.Equal(1 - (12 / 30.0), share.Mean, 9);
        Assert.Equal((360 / 1680.0) - (0.4 * 0.4), share.Variance, 9);
    }

    [Theory]
    [InlineData(10, 10, 1, ForecastVerdict.Complete)]
    [InlineData(0, 0, 1, ForecastVerdict.Nobody)]
    [InlineData(9, 10, 0.95, ForecastVerdict.WillReach)]
    [InlineData(9, 10, 0.6, ForecastVerdict.Likely)]
    [InlineData(9, 10, 0.3, ForecastVerdict.WillMiss)]
    public void The_verdict_goes_by_the_chance_that_nobody_is_missing(int done, int required, double chance, ForecastVerdict verdict)
    {
        var counts = done == required ? CountDistribution.Certain(done) : new CountDistribution(done, [1 - chance, chance]);
        var head = new UnitHead(default, "d/t/b", "b", UnitKind.Branch);

        Assert.Equal(verdict, new UnitForecast(head, done, required, counts, HasHistory: true, IsOver: false).Verdict);
        Assert.Equal(done == required ? verdict : ForecastVerdict.TooEarly, new UnitForecast(head, done, required, counts, HasHistory: false, IsOver: false).Verdict);
        Assert.Equal(done == required ? verdict : ForecastVerdict.Over, new UnitForecast(head, done, required, counts, HasHistory: true, IsOver: true).Verdict);
    }

    /// <summary>Whatever a town has been through: nobody undone, nobody beyond those required, and the chances are chances.</summary>
    [Fact]
    public void The_interval_lies_between_those_done_and_those_required() => Town.Sample(
        (branches, gone, left) =>
        {
            var (each, town) = ForecastTown.Run(branches, new ForecastTime(gone, left));
            Assert.Equal(branches.Length, each.Count);
            foreach (var (forecast, branch) in each.Zip(branches).Append((town, new BranchCourse("d/t", branches.Sum(b => b.Required), [branches.Sum(b => b.Done)]))))
            {
                var (from, to) = forecast.FourFifths();
                Assert.True(branch.Done <= from && from <= to && to <= branch.Required, $"{branch.Done} {from} {to} {branch.Required}");
                Assert.InRange(forecast.Mean, branch.Done - 1e-6, branch.Required + 1e-6);
                Assert.InRange(forecast.Chances.Sum(), 1 - 1e-6, 1 + 1e-6);
            }
        },
        iter: 500);

    [Fact]
    public void With_more_time_more_will_be_done_and_less_is_certain()
    {
        int[] done = [.. Enumerable.Repeat(1, 20)];
        BranchCourse[] town = [new("d/t/a", 60, done), new("d/t/b", 50, done), new("d/t/c", 40, done)];
        var ahead = new[] { 1, 4, 8, 16 }.Select(weeks => ForecastTown.Run(town, new ForecastTime(20, weeks)).Branches[0]).ToList();

        Assert.All(ahead.Zip(ahead.Skip(1)), pair => Assert.True(pair.First.Mean < pair.Second.Mean));
        Assert.All(ahead.Zip(ahead.Skip(1)), pair => Assert.True(Width(pair.First) <= Width(pair.Second)));

        static int Width(CountDistribution of) => of.FourFifths().To - of.FourFifths().From;
    }

    private static Gen<(BranchCourse[], int, int)> Town =>
        from gone in Gen.Int[1, 52]
        from branches in Branch(gone).Array[1, 12]
        from left in Gen.Int[0, 52]
        select (branches, gone, left);

    private static Gen<BranchCourse> Branch(int gone) =>
        from done in Gen.Int[0, 4].Array[gone]
        from more in Gen.Int[0, 60]
        from placed in Gen.Double[0, 52].Array[0, more]
        from ended in Gen.Int[0, 30]
        from completed in Gen.Int[0, ended]
        select new BranchCourse("d/t/b", done.Sum() + more, done) { Placed = placed, ClassesEnded = ended, ClassesCompleted = completed };
}
