namespace Learning.Courses.Coverage.Forecast;

/// <summary>How likely each number of members is. Formulas with their sources: docs/forecast.md.</summary>
/// <param name="First">The smallest number with a chance worth mentioning.</param>
/// <param name="Chances">Of <paramref name="First"/>, the next number, and so on; together 1.</param>
public sealed record CountDistribution(int First, IReadOnlyList<double> Chances)
{
    // What is cut off at both ends of a sum; a thousand branches lose less than one in a million.
    private const double Negligible = 1e-10;

    public int Last => First + Chances.Count - 1;

    public double Mean => Chances.Select((chance, i) => chance * (First + i)).Sum();

    public static CountDistribution Certain(int number) => new(number, [1]);

    /// <summary>How many of <paramref name="members"/> will do it, when each does with the same unknown share.</summary>
    public static CountDistribution BetaBinomial(int members, UncertainShare share)
    {
        if (members <= 0 || share.Mean <= 0)
        {
            return Certain(0);
        }

        if (share.Mean >= 1)
        {
            return Certain(members);
        }

        // Each chance from the one before it, in logarithms: the first may be too small for a double.
        var (a, b) = share.AsBeta();
        var chances = new double[members + 1];
        var log = LogGamma.Beta(a, b + members) - LogGamma.Beta(a, b);
        for (var k = 0; k <= members; k++)
        {
            chances[k] = Math.Exp(log);
            log += Math.Log((members - k) * (a + k) / ((k + 1) * (b + members - k - 1)));
        }

        return Trimmed(0, chances);
    }

    /// <summary>The number of both together, when neither says anything about the other.</summary>
    public CountDistribution Plus(CountDistribution other)
    {
        var sum = new double[Chances.Count + other.Chances.Count - 1];
        for (var i = 0; i < Chances.Count; i++)
        {
            for (var j = 0; j < other.Chances.Count; j++)
            {
                sum[i + j] += Chances[i] * other.Chances[j];
            }
        }

        return Trimmed(First + other.First, sum);
    }

    /// <summary>One of these, each as likely as the other.</summary>
    public static CountDistribution OneOf(IReadOnlyList<CountDistribution> alternatives)
    {
        var first = alternatives.Min(d => d.First);
        var mixed = new double[alternatives.Max(d => d.Last) - first + 1];
        foreach (var alternative in alternatives)
        {
            for (var i = 0; i < alternative.Chances.Count; i++)
            {
                mixed[alternative.First - first + i] += alternative.Chances[i] / alternatives.Count;
            }
        }

        return Trimmed(first, mixed);
    }

    /// <summary>The chance of so many or more.</summary>
    public double AtLeast(int number) => Chances.Skip(Math.Max(0, number - First)).Sum();

    /// <summary>
    /// From the first number below which, half of itself included, lies a tenth, to the last above which lies a tenth (mid-P): of an
    /// interval of whole numbers that must hold four fifths, nearly all would hold more.
    /// </summary>
    public (int From, int To) FourFifths()
    {
        var (from, to, below) = (First, Last, 0.0);
        var found = false;
        for (var i = 0; i < Chances.Count; i++)
        {
            var middle = below + (Chances[i] / 2);
            if (!found && middle >= 0.1)
            {
                (from, found) = (First + i, true);
            }

            if (middle <= 0.9)
            {
                to = First + i;
            }

            below += Chances[i];
        }

        // One number may have more than four fifths to itself; then neither of its halves is the end.
        return to < from ? (MostLikely, MostLikely) : (from, to);
    }

    private int MostLikely => First + Enumerable.Range(0, Chances.Count).MaxBy(i => Chances[i]);

    private static CountDistribution Trimmed(int first, double[] chances)
    {
        var (from, to) = (Array.FindIndex(chances, c => c > Negligible), Array.FindLastIndex(chances, c => c > Negligible));
        return new(first + from, chances[from..(to + 1)]);
    }
}
