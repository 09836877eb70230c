using Learning.Courses.Plans;

namespace Learning.Courses.Coverage;

/// <summary>Answers <see cref="FindDone"/> by the one definition of done.</summary>
public sealed class MembersDone(AssignmentStandings standings, SchoolCalendar calendar)
{
    public async Task<IReadOnlySet<MemberId>> RunAsync(AssignInput task, IReadOnlyCollection<MemberId> members, CancellationToken ct)
    {
        var facts = await standings.FactsAsync(members, [task.CourseKey], ct);
        var assigned = new AssignedTask(task.Kind, task.CourseKey, task.DueOn);
        var today = calendar.Today();
        return members.Where(m => Standing.OfAssignment(assigned, facts(m), today).State == AssignmentState.Done).ToHashSet();
    }
}
