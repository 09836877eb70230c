using Learning.Courses.Credits;
using Learning.Courses.Organisation;

namespace Learning.Courses.Coverage;

/// <summary>
/// Everything about one member that a standing can rest on, as known at the instant of the question. Whether a fact counts on
/// the day is decided by <see cref="Standing"/> alone; a query may leave out only what could never count.
/// </summary>
public sealed record MemberFacts(
    IReadOnlyList<FinishedClass> Classes,
    IReadOnlyList<Placement> Placements,
    IReadOnlyList<PassedCourse> Courses,
    IReadOnlyList<PostHeld> Posts,
    IReadOnlyList<ExemptionHeld> Exemptions,
    IReadOnlyList<VisitPaid> Visits)
{
    /// <summary>The day of admission to the Party.</summary>
    public DateOnly? AdmittedOn { get; init; }

    public static MemberFacts None { get; } = new([], [], [], [], [], []);
}

/// <summary>A member has a place in a class, or has sat in one of its sessions.</summary>
/// <param name="SourceId">The enrolment, or the attendance.</param>
/// <param name="On">
/// From which day it counts. A session counts on its own day. A place counts from the day it was given, or from the first day
/// of the class when it was written down only afterwards.
/// </param>
/// <param name="ClosesOn">The last day of the class; decides to which period the class belongs.</param>
public sealed record Placement(Guid SourceId, MemberId MemberId, Guid CohortId, DateOnly On, DateOnly ClosesOn, bool Attended);

/// <summary>See <see cref="Post"/>.</summary>
public sealed record PostHeld(Guid SourceId, MemberId MemberId, PostKind Kind, DateOnly From, DateOnly? To);

/// <summary>See <see cref="Exemption"/>.</summary>
public sealed record ExemptionHeld(Guid SourceId, MemberId MemberId, ExemptionKind Kind, string ReasonCode, DateOnly From, DateOnly? To);

/// <summary>See <see cref="HomeVisit"/>.</summary>
public sealed record VisitPaid(Guid SourceId, MemberId MemberId, DateOnly On);
