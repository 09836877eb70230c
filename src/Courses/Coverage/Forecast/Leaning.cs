namespace Learning.Courses.Coverage.Forecast;

/// <summary>So many of so many: members who finished among member-weeks, or classes completed among classes ended. Weighed, so not whole.</summary>
internal readonly record struct Tally(double Hits, double Of);

/// <summary>
/// What the branches of a town have in common (empirical Bayes): their mean share, and how much one branch is like another. A branch
/// that has shown little is judged by its town; one that has shown much, by itself.
/// </summary>
/// <param name="Strength">As much as so many observations of a branch's own.</param>
internal sealed record Leaning(double Mean, double Strength)
{
    private const double Weakest = 4;
    private const double Strongest = 2_000;

    /// <summary>The strength by the method of moments (Kleinman 1973).</summary>
    /// <param name="before">What is believed before anything was seen.</param>
    public static Leaning Of(IReadOnlyCollection<Tally> branches, Tally before)
    {
        var seen = branches.Where(b => b.Of > 0).ToList();
        var (hits, of) = (seen.Sum(b => b.Hits), seen.Sum(b => b.Of));
        var mean = (hits + before.Hits) / (of + before.Of);
        var spread = seen.Sum(b => b.Of * Math.Pow((b.Hits / b.Of) - mean, 2)) / (mean * (1 - mean));
        var (free, room) = (seen.Count - 1, of - (seen.Sum(b => b.Of * b.Of) / of) - (seen.Count - 1));
        if (free < 1 || room <= 0)
        {
            return new(mean, Weakest);
        }

        var alike = Math.Clamp((spread - free) / room, 1 / (Strongest + 1), 1 / (Weakest + 1));
        return new(mean, (1 / alike) - 1);
    }

    public (double A, double B) For(Tally own) => ((Mean * Strength) + own.Hits, ((1 - Mean) * Strength) + own.Of - own.Hits);
}
