namespace Learning.Courses.Training.OpenDays;

/// <summary>What share of the town Party schools should have so many stars or more.</summary>
/// <param name="Percent">1 to 100.</param>
public sealed record VenueGoal(int Stars, int Percent, string Source)
{
    public static VenueGoal OfDistrict { get; } = DaysFile.Goal;
}

/// <param name="Rated">Those with the stars of the goal or more.</param>
/// <param name="Schools">All town Party schools that the viewer sees.</param>
public sealed record VenueGoalReached(VenueGoal Goal, int Rated, int Schools)
{
    /// <summary>No school reaches nothing.</summary>
    public bool IsReached => Schools > 0 && Rated * 100 >= Schools * Goal.Percent;
}
