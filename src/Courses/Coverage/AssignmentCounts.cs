namespace Learning.Courses.Coverage;

/// <summary>How many members stand where in one assignment. Everybody is counted once, except that the overdue are among those who have not done it.</summary>
/// <param name="Excused">Not done and excused today; outside what must be done.</param>
/// <param name="Overdue">Of those in progress and not started.</param>
public sealed record AssignmentCounts(int Done, int InProgress, int NotStarted, int Excused, int Overdue)
{
    public static AssignmentCounts None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Who must do it: the number beside which the done are shown.</summary>
    public int Required => Done + InProgress + NotStarted;

    public int Owed => InProgress + NotStarted;

    public static AssignmentCounts Of(IEnumerable<AssigneeStanding> standings) => standings.Aggregate(None, (counts, s) => s.Standing.State switch
    {
        AssignmentState.Done => counts with { Done = counts.Done + 1 },
        _ when s.IsExcused => counts with { Excused = counts.Excused + 1 },
        AssignmentState.InProgress => counts with { InProgress = counts.InProgress + 1, Overdue = counts.Overdue + (s.Standing.IsOverdue ? 1 : 0) },
        _ => counts with { NotStarted = counts.NotStarted + 1, Overdue = counts.Overdue + (s.Standing.IsOverdue ? 1 : 0) },
    });
}
