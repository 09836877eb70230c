namespace Learning.Courses.Coverage.Forecast;

/// <summary>
/// How many members of each branch of a town will have done it by the deadline if all go on as before. Pure: numbers in, chances out. The
/// branches of a town lean on each other, so that a branch of ten has a forecast too; formulas and sources in docs/forecast.md.
/// </summary>
public sealed class ForecastTown
{
    /// <summary>What lies a week further back counts for so much less: half in eleven weeks.</summary>
    private const double Fading = 0.94;

    /// <summary>How much a town's pace is believed to change from month to month before it has shown it: the variance of its logarithm.</summary>
    private const double ChangeBefore = 0.06;

    /// <summary>As much as so many months of the town's own.</summary>
    private const double ChangeBeforeMonths = 4;

    /// <summary>The months seen were a sample too, and the season goes on.</summary>
    private const double ChangeAhead = 1.4;

    private const int Month = 4;

    // Nine paces of a town, from slow to fast, each as likely as the other: the middles of the ninths of the normal distribution.
    private static readonly double[] Paces = [-1.593, -0.967, -0.589, -0.282, 0, 0.282, 0.589, 0.967, 1.593];

    private readonly IReadOnlyList<BranchCourse> branches;
    private readonly ForecastTime time;
    private readonly Leaning pace;
    private readonly Leaning coming;
    private readonly double paceDoubt;
    private readonly double comingDoubt;

    private ForecastTown(IReadOnlyList<BranchCourse> branches, ForecastTime time)
    {
        (this.branches, this.time) = (branches, time);
        var seen = branches.Select(b => PaceOf(b, time)).ToList();
        var members = branches.Sum(b => b.Required);

        // Before anything is known: a week of everybody at a pace that brings most to the end by the deadline.
        pace = Leaning.Of(seen, new Tally(members * 2 / Math.Max(1, time.WeeksGone + time.WeeksLeft), members));
        paceDoubt = Math.Sqrt((ChangeAhead * MonthlyChange(branches)) + (1 / (1 + seen.Sum(t => t.Hits))));

        var classes = branches.Select(Classes).ToList();
        coming = Leaning.Of(classes, new Tally(1, 2));
        comingDoubt = Math.Sqrt(1 / ((classes.Sum(c => c.Of) + 2) * coming.Mean * (1 - coming.Mean)));
    }

    /// <param name="branches">All of one town: those directly below one unit.</param>
    /// <returns>Of each branch in their order, and of all together.</returns>
    public static (IReadOnlyList<CountDistribution> Branches, CountDistribution Town) Run(IReadOnlyList<BranchCourse> branches, ForecastTime time)
    {
        var required = branches.Where(b => b.Required > 0).ToList();
        if (required.Count == 0 || time.WeeksLeft <= 0)
        {
            return ([.. branches.Select(b => CountDistribution.Certain(b.Done))], CountDistribution.Certain(branches.Sum(b => b.Done)));
        }

        var town = new ForecastTown(branches, time);
        var atPace = Paces.Select(z => branches.Select(b => town.AtPace(b, z)).ToList()).ToList();
        return (
            [.. branches.Select((_, i) => CountDistribution.OneOf([.. atPace.Select(a => a[i])]))],
            CountDistribution.OneOf([.. atPace.Select(a => a.Aggregate((one, other) => one.Plus(other)))]));
    }

    private CountDistribution AtPace(BranchCourse branch, double z)
    {
        var (a, b) = pace.For(PaceOf(branch, time));
        UncertainShare Within(double weeks) => UncertainShare.Within(weeks * Math.Exp(paceDoubt * z), a, b);

        var untilClass = branch.Placed.Count == 0 ? 0 : branch.Placed.Average();
        var missed = Within(time.WeeksLeft - untilClass);

        // The pace is that of all; those who have a place are part of it, and the others make up what is left of it.
        var waiting = branch.Waiting == 0 ? UncertainShare.None : Within(time.WeeksLeft).Without((double)branch.Placed.Count / (branch.Required - branch.Done));
        var (c, d) = (coming with { Mean = Shifted(coming.Mean, comingDoubt * z) }).For(Classes(branch));
        return CountDistribution.Certain(branch.Done)
            .Plus(CountDistribution.BetaBinomial(branch.Placed.Count, UncertainShare.Beta(c, d).OrElse(missed)))
            .Plus(CountDistribution.BetaBinomial(branch.Waiting, waiting));
    }

    /// <summary>By how much the pace of the town went up and down, beyond chance: the method of moments for counts.</summary>
    private static double MonthlyChange(IReadOnlyList<BranchCourse> branches)
    {
        var weeks = branches.Max(b => b.DoneInWeek.Count);
        var done = Enumerable.Range(0, weeks).Select(w => branches.Sum(b => b.DoneInWeek.ElementAtOrDefault(w))).ToList();
        var waiting = branches.Sum(b => b.Required);
        List<Tally> months = [];
        for (var week = 0; week + Month <= weeks; week += Month)
        {
            var (hits, of) = (0, 0);
            for (var w = week; w < week + Month; w++)
            {
                (hits, of, waiting) = (hits + done[w], of + waiting, waiting - done[w]);
            }

            months.Add(new Tally(hits, of));
        }

        var even = months.Sum(m => m.Hits) / Math.Max(1, months.Sum(m => m.Of));
        var expected = months.ConvertAll(m => m.Of * even);
        var all = expected.Sum();
        if (months.Count < 2 || all <= 0)
        {
            return ChangeBefore;
        }

        var spread = months.Zip(expected).Where(m => m.Second > 0).Sum(m => Math.Pow(m.First.Hits - m.Second, 2) / m.Second);
        var seen = Math.Max(0, (spread - (months.Count - 1)) / (all - (expected.Sum(e => e * e) / all)));
        return ((ChangeBefore * ChangeBeforeMonths) + (seen * (months.Count - 1))) / (ChangeBeforeMonths + months.Count - 1);
    }

    private static Tally Classes(BranchCourse branch) => new(branch.ClassesCompleted, branch.ClassesEnded);

    /// <summary>Who finished, among the member-weeks in which somebody could have; the further back, the less it counts.</summary>
    private static Tally PaceOf(BranchCourse branch, ForecastTime time)
    {
        var (hits, of, waiting) = (0.0, 0.0, branch.Required);
        for (var week = 0; week < branch.DoneInWeek.Count; week++)
        {
            var weight = Math.Pow(Fading, branch.DoneInWeek.Count - 1 - week);
            hits += weight * branch.DoneInWeek[week];
            of += weight * waiting * Math.Clamp(time.WeeksGone - week, 0, 1);
            waiting -= branch.DoneInWeek[week];
        }

        // In a week cut short more may have finished than its part of the week holds.
        return new(hits, Math.Max(hits, of));
    }

    private static double Shifted(double share, double by) => 1 / (1 + (((1 - share) / share) * Math.Exp(-by)));
}
