using Learning.Courses.Coverage;
using Learning.Courses.Plans;

namespace Learning.Courses.Tests.Coverage;

public sealed class AssignmentStandingTests
{
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Due = new(2026, 6, 30);

    [Theory]
    [InlineData(AssignmentKind.Course, null, AssignmentState.NotStarted)]
    [InlineData(AssignmentKind.Course, StudyFactKind.LessonFinished, AssignmentState.InProgress)]
    [InlineData(AssignmentKind.Course, StudyFactKind.QuizPassed, AssignmentState.InProgress)] // lessons are still missing
    [InlineData(AssignmentKind.Course, StudyFactKind.CoursePassed, AssignmentState.Done)]
    [InlineData(AssignmentKind.Quiz, StudyFactKind.LessonFinished, AssignmentState.InProgress)]
    [InlineData(AssignmentKind.Quiz, StudyFactKind.QuizTried, AssignmentState.InProgress)]
    [InlineData(AssignmentKind.Quiz, StudyFactKind.QuizPassed, AssignmentState.Done)]
    public void Every_list_calls_the_same_things_done_begun_and_not_begun(AssignmentKind kind, StudyFactKind? fact, AssignmentState state)
    {
        var facts = fact is null ? [] : new[] { Fact(fact.Value, Due) };

        var standing = Standing.OfAssignment(new(kind, "party-history", Due), facts, Due.AddDays(1));

        Assert.Equal(state, standing.State);
        Assert.Equal(state != AssignmentState.Done, standing.IsOverdue);
        Assert.Equal(facts.Select(f => f.SourceId), standing.Evidence);
    }

    [Fact]
    public void Nothing_is_overdue_on_the_due_day_itself()
    {
        Assert.False(Standing.OfAssignment(new(AssignmentKind.Course, "party-history", Due), [], Due).IsOverdue);
    }

    [Fact]
    public void Later_deeds_and_other_courses_do_not_count()
    {
        var task = new AssignedTask(AssignmentKind.Course, "party-history", Due);
        var facts = new[] { Fact(StudyFactKind.CoursePassed, Due.AddDays(1)), Fact(StudyFactKind.CoursePassed, Due) with { CourseKey = "plan" } };

        Assert.Equal(AssignmentState.NotStarted, Standing.OfAssignment(task, facts, Due).State);
        Assert.Equal(Due.AddDays(1), Standing.OfAssignment(task, facts, Due.AddDays(1)).DoneOn);
    }

    private static StudyFact Fact(StudyFactKind kind, DateOnly on) => new(RowId.At(Now), MemberId.New(Now), kind, "party-history", on);
}
