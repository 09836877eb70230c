using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>What to open next. The words on screen are "OwedNext." + name.</summary>
public enum OwedNextKind
{
    Lesson,
    Quiz,

    /// <summary>A class in which the member has a place.</summary>
    Class,

    /// <summary>Nothing can be opened: a place in a class will be given.</summary>
    Wait,
}

public sealed record OwedNext(OwedNextKind Kind, string? CourseKey = null, string? LessonKey = null, Guid? CohortId = null)
{
    internal static OwedNext Of(CourseProgress? course) => course switch
    {
        { Next: NextStep.Lesson, NextLesson: { } lesson } => new(OwedNextKind.Lesson, course.Course.Key, lesson.Key),
        { Next: NextStep.Quiz } => new(OwedNextKind.Quiz, course.Course.Key),
        _ => new(OwedNextKind.Wait),
    };
}

/// <summary>How much of it is done. Lessons for a task, quarters of a credit hour for regular education, classes for rotating training.</summary>
public sealed record OwedProgress(int Done, int Of);

/// <summary>Something a member still has to do: exactly one of a requirement and a task.</summary>
/// <param name="DueOn">The last day that counts.</param>
/// <param name="Requirement">With the rule that asks for it.</param>
/// <param name="Task">With the unit that gave it.</param>
public sealed record OwedItem(
    DateOnly DueOn, bool IsOverdue, OwedProgress Progress, OwedNext Next, MemberStanding? Requirement, OwedTask? Task);

/// <param name="Course">Null when the course is no longer offered.</param>
public sealed record OwedTask(Guid AssignmentId, AssignedTask Asked, string UnitName, AssignmentStanding Standing, CourseProgress? Course);

/// <summary>
/// What a member owes now, soonest due first. Its length is the number on the badge; the list, the badge and the reminders rest
/// on the same standings. Who is exempt or excused owes nothing.
/// </summary>
public sealed class Owed(CoursesDb db, SchoolCalendar calendar, MemberStandings standings, StudyProgress progress, StudyFacts facts)
{
    public async Task<IReadOnlyList<OwedItem>> RunAsync(MemberId member, CancellationToken ct)
    {
        var today = calendar.Today();
        var courses = await progress.RunAsync(member, ct);
        var requirements = (await standings.RunAsync(member, today, ct))
            .Where(s => s.Standing.Box is Box.InProgress or Box.NotStarted)
            .Select(s => Item(s, courses));
        var tasks = await TasksAsync(member, courses, today, ct);
        return [.. requirements.Concat(tasks).OrderBy(i => i.DueOn).ThenBy(i => i.Task is null)];
    }

    private async Task<IEnumerable<OwedItem>> TasksAsync(
        MemberId member, IReadOnlyList<CourseProgress> courses, DateOnly today, CancellationToken ct)
    {
        if (await db.Exemptions.AsNoTracking().InForce(today).AnyAsync(e => e.MemberId == member, ct))
        {
            return [];
        }

        var given = await db.Assignees.AsNoTracking()
            .Where(a => a.MemberId == member)
            .Join(db.Assignments, a => a.AssignmentId, a => a.Id, (assignee, assignment) => new { Assignee = assignee, assignment.UnitId })
            .Join(db.Units, a => a.UnitId, u => u.UnitId, (a, u) => new { a.Assignee, UnitName = u.Name })
            .ToListAsync(ct);
        var done = (await facts.RunAsync([member], [.. given.Select(g => g.Assignee.CourseKey).Distinct(StringComparer.Ordinal)], ct))[member].ToList();
        return given
            .Select(g => (g.UnitName, g.Assignee.AssignmentId, Asked: AssignedTask.Of(g.Assignee)))
            .Select(g => new OwedTask(
                g.AssignmentId, g.Asked, g.UnitName, Standing.OfAssignment(g.Asked, done, today), courses.FirstOrDefault(c => c.Course.Key == g.Asked.CourseKey)))
            .Where(t => t.Standing.State != AssignmentState.Done)
            .Select(Item);
    }

    private static OwedItem Item(OwedTask task)
    {
        var quiz = task.Asked.Kind == AssignmentKind.Quiz;
        var lessons = task.Course?.Course.Lessons.Count ?? 0;
        return new OwedItem(
            task.Asked.DueOn,
            task.Standing.IsOverdue,
            quiz ? new OwedProgress(0, 1) : new OwedProgress(task.Course?.Finished ?? 0, lessons),
            quiz ? new OwedNext(OwedNextKind.Quiz, task.Asked.CourseKey) : OwedNext.Of(task.Course),
            null,
            task);
    }

    private static OwedItem Item(MemberStanding owed, IReadOnlyList<CourseProgress> courses)
    {
        var standing = owed.Standing;
        var rotating = owed.Requirement.Kind != RequirementKind.RegularEducation;
        var next = rotating
            ? new OwedNext(owed.NextClass is null ? OwedNextKind.Wait : OwedNextKind.Class, CohortId: owed.NextClass)
            : OwedNext.Of(courses.Where(c => c.Next != NextStep.Done).OrderByDescending(c => c.IsStarted).FirstOrDefault());
        var done = rotating ? new OwedProgress(0, 1) : new OwedProgress(standing.Hours!.Quarters, standing.Threshold!.Quarters);
        return new OwedItem(owed.DueOn, standing.IsOverdue, done, next, owed, null);
    }
}
