using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;

namespace Learning.Courses.Coverage;

/// <summary>Why a member is in a box. The words on screen are "StandingReason." + name.</summary>
public enum StandingReason
{
    ClassCompleted,
    HoursReached,
    AttendedClass,
    PlacedInClass,

    /// <summary>Sat in a class, but was absent for more than the rules allow.</summary>
    ClassNotCompleted,

    /// <summary>Had a place and did not come.</summary>
    ClassMissed,
    HoursBegun,
    NothingYet,

    /// <summary>An exemption is on record whose reason the rules do not know; it excuses nobody.</summary>
    ExemptionNotInRules,
    Exempt,
    Deferred,
    OutOfContact,
}

/// <summary>
/// The one definition of done, due and overdue. Badge, list, report and reminder ask here, so that they cannot disagree.
/// </summary>
/// <param name="ExemptionReasonCode">For the three excluded kinds: "ExemptionReason." + code says it in words.</param>
/// <param name="Evidence">The facts that put the member here; each opens at /evidence/by-source/{id}. Empty when there is nothing to show.</param>
/// <param name="Hours">For regular education: what was earned, line by line.</param>
/// <param name="Threshold">For regular education: what was to be earned, and by which rule.</param>
public sealed record Standing(
    Box Box,
    bool IsOverdue,
    StandingReason Reason,
    IReadOnlyList<Guid> Evidence,
    string? ExemptionReasonCode = null,
    CreditSum? Hours = null,
    Threshold? Threshold = null)
{
    /// <summary>The last day that counts for this member; null where it is the requirement's own.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>What being completed, or exempt and visited, rests on. Null for other boxes, and where nobody asked for it.</summary>
    public EvidenceClass? Class { get; init; }

    /// <summary>The same for a member whom the requirement may not concern.</summary>
    /// <returns>Null when it does not, on that day.</returns>
    public static Standing? Find(Requirement requirement, RulePack pack, MemberFacts facts, DateOnly day) =>
        JudgedPeriod.Of(requirement, pack, facts, day) is { } period
            ? Of(requirement, period, pack, facts, day) with { DueOn = requirement.Kind.IsPersonal() ? period.DueOn : null }
            : null;

    /// <summary>
    /// Puts one member into exactly one box. The first rule that applies decides:
    /// <list type="number">
    /// <item>Completed: what has been done is not undone by a later exemption or suspension (article 20).</item>
    /// <item>Out of contact: membership is suspended from the day of the decision (article 24).</item>
    /// <item>Exempt: no hard requirement; visited once study came to the door within the period (article 23).</item>
    /// <item>Deferred: excused while the deferral lasts (article 20, "generally").</item>
    /// <item>In progress, then not started: what was begun counts as begun, wherever it was begun (articles 32, 33).</item>
    /// </list>
    /// </summary>
    /// <param name="day">
    /// Facts dated later do not count. After the due day the standing of the due day remains: a deferral that ends in January
    /// does not reopen the year before, and a class in January belongs to January's year.
    /// </param>
    public static Standing Of(Requirement requirement, RulePack pack, MemberFacts facts, DateOnly day) =>
        Find(requirement, pack, facts, day) ?? throw new InvalidOperationException($"{requirement.Key} does not concern this member on {day:yyyy-MM-dd}.");

    private static Standing Of(Requirement requirement, JudgedPeriod period, RulePack pack, MemberFacts facts, DateOnly day)
    {
        var judgedOn = day < period.DueOn ? day : period.DueOn;
        var work = requirement.Kind == RequirementKind.RegularEducation
            ? RegularEducation.Of(period, pack, facts, judgedOn)
            : RotatingTraining.Of(period, facts, judgedOn);
        if (work.Box == Box.Completed)
        {
            return work;
        }

        var held = facts.Exemptions.Where(e => e.From <= judgedOn && (e.To is null || e.To >= judgedOn)).ToList();
        return Excluded(period, pack, facts, judgedOn, held) is { } excluded
            ? excluded with { Hours = work.Hours, Threshold = work.Threshold }
            : WithoutExcuse(work, held) with { IsOverdue = day > period.DueOn };
    }

    /// <summary>How far a member is with an assigned course or quiz: the same definition for every list that shows it.</summary>
    public static AssignmentStanding OfAssignment(AssignedTask task, IEnumerable<StudyFact> facts, DateOnly day) =>
        AssignmentStanding.Of(task, facts, day);

    private static Standing? Excluded(JudgedPeriod period, RulePack pack, MemberFacts facts, DateOnly judgedOn, List<ExemptionHeld> held)
    {
        var excuse = held.Where(e => pack.Allows(e.Kind, e.ReasonCode)).OrderBy(e => Priority(e.Kind)).ThenBy(e => e.SourceId).FirstOrDefault();
        switch (excuse?.Kind)
        {
            case null:
                return null;
            case ExemptionKind.OutOfContact:
                return new(Box.OutOfContact, false, StandingReason.OutOfContact, [excuse.SourceId], excuse.ReasonCode);
            case ExemptionKind.Deferred:
                return new(Box.Deferred, false, StandingReason.Deferred, [excuse.SourceId], excuse.ReasonCode);
            default:
                var visits = facts.Visits.Where(v => v.On >= period.From && v.On <= judgedOn).OrderBy(v => v.On).Select(v => v.SourceId);
                List<Guid> evidence = [excuse.SourceId, .. visits];
                var box = evidence.Count > 1 ? Box.ExemptVisited : Box.ExemptNotVisited;
                return new(box, false, StandingReason.Exempt, evidence, excuse.ReasonCode);
        }
    }

    private static Standing WithoutExcuse(Standing work, List<ExemptionHeld> refused) => work.Box == Box.NotStarted && refused.Count > 0
        ? work with { Reason = StandingReason.ExemptionNotInRules, Evidence = [.. refused.Select(e => e.SourceId).Order()] }
        : work;

    private static int Priority(ExemptionKind kind) => kind switch
    {
        ExemptionKind.OutOfContact => 0,
        ExemptionKind.Exempt => 1,
        _ => 2,
    };
}
