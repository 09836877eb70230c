using Learning.Courses.Organisation;

namespace Learning.Courses.Plans;

public enum AssignmentKind
{
    /// <summary>Done when the course is passed: every lesson, and the quiz where there is one.</summary>
    Course,

    /// <summary>Done when the course's quiz is passed.</summary>
    Quiz,
}

/// <summary>A secretary or organiser asks members of a unit to study something by a day (任务).</summary>
public sealed class Assignment : IOfUnit, IProvable
{
    private readonly List<Assignee> assignees = [];

    public Assignment(Guid id, AssignmentKind kind, string courseKey, Unit unit, DateOnly dueOn, DateTime recordedAt, MemberId recordedBy) =>
        (Id, Kind, CourseKey, UnitId, UnitPath, DueOn, RecordedAt, RecordedBy) =
        (id, kind, courseKey, unit.UnitId, unit.Path, dueOn, recordedAt, recordedBy);

    private Assignment()
    {
        CourseKey = UnitPath = "";
    }

    public Guid Id { get; private set; }
    public AssignmentKind Kind { get; private set; }
    public string CourseKey { get; private set; }
    public UnitId UnitId { get; private set; }
    public string UnitPath { get; private set; }

    /// <summary>The last day that counts.</summary>
    public DateOnly DueOn { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId RecordedBy { get; private set; }
    public IReadOnlyList<Assignee> Assignees => assignees;

    public EvidenceFacts Evidence() => new(
        "assignment.given",
        null,
        RecordedBy,
        new Dictionary<string, object?>
        {
            ["of"] = Kind.ToString(), ["course"] = CourseKey, ["unit"] = UnitPath, ["due"] = DueOn, ["members"] = assignees.Count,
        });

    public void Add(MemberId member) => assignees.Add(new Assignee(this, member));
}

/// <summary>
/// One member's share of an assignment. Repeats course and kind so that the database itself can refuse to give the same
/// member the same task twice: (member, kind, course, due day) is unique.
/// </summary>
public sealed class Assignee : IOfMember
{
    internal Assignee(Assignment assignment, MemberId memberId) =>
        (AssignmentId, MemberId, CourseKey, Kind, DueOn) = (assignment.Id, memberId, assignment.CourseKey, assignment.Kind, assignment.DueOn);

    private Assignee()
    {
        CourseKey = "";
    }

    public Guid AssignmentId { get; private set; }
    public MemberId MemberId { get; private set; }
    public string CourseKey { get; private set; }
    public AssignmentKind Kind { get; private set; }

    /// <summary>The last day that counts.</summary>
    public DateOnly DueOn { get; private set; }
}
