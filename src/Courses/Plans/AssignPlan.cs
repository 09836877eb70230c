using Learning.Courses.Organisation;

namespace Learning.Courses.Plans;

/// <param name="UnitPath">Everybody in this unit and below it, unless members are chosen.</param>
/// <param name="DueOn">The last day that counts.</param>
/// <param name="Members">The chosen ones; null for everybody.</param>
public sealed record AssignInput(
    AssignmentKind Kind, string CourseKey, string UnitPath, DateOnly DueOn, IReadOnlyCollection<MemberId>? Members = null);

/// <summary>What assigning would do, or has done: the preview and the act give the same answer.</summary>
public sealed record AssignPlan(AssignInput Input, Unit Unit, IReadOnlyList<AssignRow> Added, IReadOnlyList<AssignRow> Refused)
{
    /// <summary>Why the plan cannot be carried out; null when there is somebody to add.</summary>
    public Refusal? Refusal => Added.Count == 0 ? new Refusal("Assign.NobodyLeft") : null;
}

/// <param name="Name">Empty for a chosen member whom the viewer may not see; such a row says no more than that.</param>
/// <param name="Refusal">Why the member is not added; null for one who is.</param>
public sealed record AssignRow(MemberId MemberId, string Number, string Name, string BranchPath, Refusal? Refusal = null);

/// <param name="Plan">Adds nobody when the same was asked before.</param>
public sealed record Assigned(Guid AssignmentId, AssignPlan Plan);

/// <summary>
/// Which of these members have done the task already. A delegate, because the one definition of done belongs to Coverage,
/// which stands on this room and cannot be used by it.
/// </summary>
public delegate Task<IReadOnlySet<MemberId>> FindDone(AssignInput task, IReadOnlyCollection<MemberId> members, CancellationToken ct);
