namespace Learning.Courses.Coverage.Forecast;

/// <summary>What a forecast comes to. The words on screen are "ForecastVerdict." + name.</summary>
public enum ForecastVerdict
{
    /// <summary>Nobody must complete it.</summary>
    Nobody,
    Complete,

    /// <summary>The deadline has passed and somebody is missing.</summary>
    Over,
    TooEarly,
    WillReach,
    Likely,
    WillMiss,
}

/// <param name="AtDeadline">How many will have completed it by the deadline, of those required today.</param>
/// <param name="HasHistory">Enough has happened in the town, or the unit, to speak of a pace.</param>
public sealed record UnitForecast(UnitHead Unit, int Done, int Required, CountDistribution AtDeadline, bool HasHistory, bool IsOver)
{
    private const double NearlyCertain = 0.9;
    private const double MoreLikelyThanNot = 0.5;

    public int MissingNow => Required - Done;

    public int Expected => (int)Math.Round(AtDeadline.Mean);

    /// <summary>Four times in five the number will lie between these, both included.</summary>
    public (int From, int To) Interval => AtDeadline.FourFifths();

    /// <summary>That everybody will have completed it.</summary>
    public double ChanceOfAll => AtDeadline.AtLeast(Required);

    /// <summary>Of a unit that will miss it: how many most likely; at least one.</summary>
    public int MissingThen => Math.Max(1, Required - Expected);

    public ForecastVerdict Verdict => this switch
    {
        { Required: 0 } => ForecastVerdict.Nobody,
        { MissingNow: 0 } => ForecastVerdict.Complete,
        { IsOver: true } => ForecastVerdict.Over,
        { HasHistory: false } => ForecastVerdict.TooEarly,
        { ChanceOfAll: >= NearlyCertain } => ForecastVerdict.WillReach,
        { ChanceOfAll: >= MoreLikelyThanNot } => ForecastVerdict.Likely,
        _ => ForecastVerdict.WillMiss,
    };
}
