namespace Learning.Courses.Coverage.Forecast;

/// <summary>A share between 0 and 1 of which mean and variance are known: as much as a beta distribution needs.</summary>
public sealed record UncertainShare(double Mean, double Variance)
{
    public static UncertainShare None { get; } = new(0, 0);

    /// <summary>Of a beta distribution.</summary>
    public static UncertainShare Beta(double a, double b) => new(a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));

    /// <summary>Of those who have not done it, how many will within some weeks, when each week the same unknown share does: 1 − (1 − share)^weeks.</summary>
    public static UncertainShare Within(double weeks, double a, double b)
    {
        // The moments of 1 − share, which is Beta(b, a): E[(1 − share)^w] = B(a, b + w) / B(a, b).
        var whole = LogGamma.Beta(a, b);
        var left = Math.Exp(LogGamma.Beta(a, b + weeks) - whole);
        return weeks <= 0 ? None : new(1 - left, Math.Max(0, Math.Exp(LogGamma.Beta(a, b + (2 * weeks)) - whole) - (left * left)));
    }

    /// <summary>Who does not do the first may still do the second: a + (1 − a)b, the variance to first order.</summary>
    public UncertainShare OrElse(UncertainShare second)
    {
        var (a, b) = (1 - Mean, 1 - second.Mean);
        return new(1 - (a * b), (b * b * Variance) + (a * a * second.Variance));
    }

    /// <summary>The share among the others, when a known part is all among those who do it.</summary>
    public UncertainShare Without(double part)
    {
        var mean = 1 - ((1 - Mean) / (1 - part));
        return mean <= 0 ? None : new(mean, Variance / ((1 - part) * (1 - part)));
    }

    /// <summary>The beta distribution with this mean and variance.</summary>
    internal (double A, double B) AsBeta()
    {
        var strength = Variance <= 0 ? Strongest : Math.Clamp((Mean * (1 - Mean) / Variance) - 1, 0.01, Strongest);
        return (Mean * strength, (1 - Mean) * strength);
    }

    // As good as certain, and log-gamma still has digits to tell neighbours apart.
    private const double Strongest = 1e6;
}
