namespace Learning.Web.Jobs;

/// <summary>One line of the schedule as it is written down in this version of the program.</summary>
/// <param name="Name">Of the trigger, in the group of the schedule.</param>
/// <param name="Every">The interval; null when it goes by the clock, or runs at start only.</param>
/// <param name="Cron">By the clock on the district's wall; null when it goes by an interval, or runs at start only.</param>
public sealed record PlannedTrigger(string Job, string Name, TimeSpan? Every, string? Cron);
