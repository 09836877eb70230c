namespace Learning.Courses.Coverage.Forecast;

/// <summary>How a branch has come along so far in one requirement: all that a forecast rests on. Numbers only, and nobody's name.</summary>
/// <param name="Required">Who must complete it, as of the day.</param>
/// <param name="DoneInWeek">How many of them did in each week since the period began; the last one may be cut short.</param>
public sealed record BranchCourse(string Path, int Required, IReadOnlyList<int> DoneInWeek)
{
    /// <summary>For each who has not done it and has a place in a class that ends in time: the weeks until then.</summary>
    public IReadOnlyList<double> Placed { get; init; } = [];

    /// <summary>Places in classes of the period that have ended.</summary>
    public int ClassesEnded { get; init; }

    /// <summary>Of those, how many were completed.</summary>
    public int ClassesCompleted { get; init; }

    public int Done => DoneInWeek.Sum();

    public int Waiting => Required - Done - Placed.Count;
}

/// <param name="WeeksGone">Since the period began, the day included.</param>
/// <param name="WeeksLeft">Until the deadline; 0 when it is over.</param>
public sealed record ForecastTime(double WeeksGone, double WeeksLeft)
{
    public static ForecastTime On(DateOnly day, DateOnly from, DateOnly dueOn) =>
        new(Math.Max(0, day.DayNumber - from.DayNumber + 1) / 7.0, Math.Max(0, dueOn.DayNumber - day.DayNumber) / 7.0);
}
