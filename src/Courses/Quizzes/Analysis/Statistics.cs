namespace Learning.Courses.Quizzes.Analysis;

/// <summary>The few formulas of docs/item-analysis.md that are not about quizzes. All variances divide by n − 1.</summary>
public static class Statistics
{
    public static double Variance(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
        {
            return 0;
        }

        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
    }

    /// <summary>Pearson's r; null where one of the two does not vary, because then nothing can go along with it.</summary>
    public static double? Correlation(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count < 2)
        {
            return null;
        }

        var (meanOfFirst, meanOfSecond) = (first.Average(), second.Average());
        double both = 0, one = 0, other = 0;
        for (var i = 0; i < first.Count; i++)
        {
            var (a, b) = (first[i] - meanOfFirst, second[i] - meanOfSecond);
            (both, one, other) = (both + (a * b), one + (a * a), other + (b * b));
        }

        // Sums of rounded numbers: what does not vary comes out as something like 1e-30.
        return one < 1e-12 || other < 1e-12 ? null : both / Math.Sqrt(one * other);
    }

    /// <summary>
    /// How much each value belongs to the best (or weakest) share of all: 1 inside, 0 outside. Those who are equal at the border
    /// belong to it in equal parts, so that it does not matter in which order they came.
    /// </summary>
    /// <param name="share">Of all, from 0 to 1: 0.27, say.</param>
    public static IReadOnlyList<double> Group(IReadOnlyList<double> values, double share, bool best)
    {
        var size = share * values.Count;
        var weights = new double[values.Count];
        var taken = 0;
        var places = values.Select((value, place) => (value, place));
        foreach (var equals in (best ? places.OrderByDescending(p => p.value) : places.OrderBy(p => p.value)).GroupBy(p => p.value).Select(g => g.ToList()))
        {
            var weight = Math.Clamp((size - taken) / equals.Count, 0, 1);
            equals.ForEach(p => weights[p.place] = weight);
            taken += equals.Count;
        }

        return weights;
    }

    /// <summary>The mean, each value as often as its weight says; 0 where nothing weighs.</summary>
    public static double Mean(IReadOnlyList<double> values, IReadOnlyList<double> weights)
    {
        var all = weights.Sum();
        return all > 0 ? values.Zip(weights, (v, w) => v * w).Sum() / all : 0;
    }
}
