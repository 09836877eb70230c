namespace Learning.Courses.Quizzes.Analysis;

public enum ReliabilityKind
{
    /// <summary>Everybody had the same questions, each worth a point that is earned or not.</summary>
    Kr20,

    /// <summary>Everybody had the same questions.</summary>
    Alpha,

    /// <summary>Papers were drawn: what differs between papers counts as error too.</summary>
    Drawn,
}

/// <summary>How far the order of the members by this quiz can be trusted.</summary>
/// <param name="Value">1 would be a quiz without chance. At 0 and below, chance alone could have made the order.</param>
/// <param name="StandardError">By how many points a mark of somebody just like this one would typically differ.</param>
/// <param name="MaxPoints">Of a paper, on average.</param>
/// <param name="Sittings">On which it rests: papers of the usual length.</param>
public sealed record Reliability(ReliabilityKind Kind, double Value, double StandardError, double MaxPoints, int Sittings)
{
    /// <summary>Null where it cannot be said: one question or less, or nobody differs from anybody.</summary>
    /// <param name="sittings">In each, every question once.</param>
    public static Reliability? Of(IReadOnlyCollection<ScoredSitting> sittings)
    {
        var usual = sittings.GroupBy(s => s.Answers.Count).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).FirstOrDefault()?.ToList();
        if (usual is null || usual.Count < 2 || usual[0].Answers.Count < 2)
        {
            return null;
        }

        var first = usual[0].Answers.Select(a => a.Question.Key).ToHashSet(StringComparer.Ordinal);
        return usual.TrueForAll(s => s.Answers.All(a => first.Contains(a.Question.Key))) ? OfSameQuestions(usual) : OfDrawn(usual);
    }

    /// <summary>Cronbach's alpha from the variances: α = k/(k−1) · (1 − Σσᵢ²/σ²).</summary>
    public static double Alpha(int items, double sumOfItemVariances, double totalVariance) =>
        items / (items - 1d) * (1 - (sumOfItemVariances / totalVariance));

    /// <summary>One-way analysis of variance, members and the questions within them: (MSB − MSW) / MSB, and √MSW of one answer.</summary>
    /// <param name="rows">A row for each member, all of the same length.</param>
    public static (double Between, double Within) MeanSquares(IReadOnlyList<IReadOnlyList<double>> rows)
    {
        var (members, items) = (rows.Count, rows[0].Count);
        var means = rows.Select(r => r.Average()).ToList();
        var all = means.Average();
        var between = items * means.Sum(m => (m - all) * (m - all)) / (members - 1);
        var within = rows.Zip(means, (row, mean) => row.Sum(v => (v - mean) * (v - mean))).Sum() / (members * (items - 1d));
        return (between, within);
    }

    private static Reliability? OfSameQuestions(List<ScoredSitting> sittings)
    {
        var items = sittings.SelectMany(s => s.Answers).GroupBy(a => a.Question.Key, StringComparer.Ordinal).ToList();
        var total = Statistics.Variance([.. sittings.Select(s => s.Points)]);
        if (total <= 0)
        {
            return null;
        }

        var alpha = Alpha(items.Count, items.Sum(i => Statistics.Variance([.. i.Select(a => a.Points)])), total);
        var isEitherOr = items.TrueForAll(i => i.All(a => a is { MaxPoints: 1, Points: 0 or 1 }));
        return new Reliability(
            isEitherOr ? ReliabilityKind.Kr20 : ReliabilityKind.Alpha, alpha, Math.Sqrt(total * Math.Clamp(1 - alpha, 0, 1)), sittings.Average(s => s.MaxPoints), sittings.Count);
    }

    private static Reliability? OfDrawn(List<ScoredSitting> sittings)
    {
        var (between, within) = MeanSquares([.. sittings.Select(s => (IReadOnlyList<double>)[.. s.Answers.Select(a => a.Share)])]);
        var points = sittings.Average(s => s.MaxPoints);
        return between <= 0 ? null : new Reliability(
            ReliabilityKind.Drawn, (between - within) / between, points * Math.Sqrt(within / sittings[0].Answers.Count), points, sittings.Count);
    }
}
