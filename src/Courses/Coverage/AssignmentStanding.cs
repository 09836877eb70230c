using Learning.Courses.Plans;

namespace Learning.Courses.Coverage;

/// <summary>How far a member is with an assignment. The words on screen are "AssignmentState." + name.</summary>
public enum AssignmentState
{
    Done,
    InProgress,
    NotStarted,
}

/// <summary>What was asked, by when. The same for an assignment and for each member's share of it.</summary>
/// <param name="DueOn">The last day that counts.</param>
public sealed record AssignedTask(AssignmentKind Kind, string CourseKey, DateOnly DueOn)
{
    public static AssignedTask Of(Assignment assignment) => new(assignment.Kind, assignment.CourseKey, assignment.DueOn);

    public static AssignedTask Of(Assignee assignee) => new(assignee.Kind, assignee.CourseKey, assignee.DueOn);
}

public enum StudyFactKind
{
    LessonFinished,
    QuizTried,
    QuizPassed,
    CoursePassed,
}

/// <summary>Something a member has done in a course.</summary>
/// <param name="SourceId">The lesson credit, attempt result or course pass.</param>
/// <param name="LessonKey">For a finished lesson.</param>
public sealed record StudyFact(Guid SourceId, MemberId MemberId, StudyFactKind Kind, string CourseKey, DateOnly On, string? LessonKey = null);

/// <param name="DoneOn">The day of the deed, which may lie before the assignment: nobody studies a course twice for a list.</param>
/// <param name="Evidence">The facts that justify the state.</param>
public sealed record AssignmentStanding(AssignmentState State, bool IsOverdue, DateOnly? DoneOn, IReadOnlyList<Guid> Evidence)
{
    internal static AssignmentStanding Of(AssignedTask task, IEnumerable<StudyFact> facts, DateOnly day)
    {
        var own = facts.Where(f => f.CourseKey == task.CourseKey && f.On <= day).OrderBy(f => f.On).ThenBy(f => f.SourceId).ToList();
        var decisive = task.Kind == AssignmentKind.Quiz ? StudyFactKind.QuizPassed : StudyFactKind.CoursePassed;
        if (own.Find(f => f.Kind == decisive) is { } done)
        {
            return new(AssignmentState.Done, false, done.On, [done.SourceId]);
        }

        var state = own.Count > 0 ? AssignmentState.InProgress : AssignmentState.NotStarted;
        return new(state, day > task.DueOn, null, [.. own.Select(f => f.SourceId)]);
    }
}
