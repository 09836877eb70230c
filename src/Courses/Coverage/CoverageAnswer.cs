using Learning.Courses.Organisation;
using Learning.Courses.Plans;

namespace Learning.Courses.Coverage;

/// <summary>Asks where the members of a unit stand in one requirement.</summary>
/// <param name="WithNames">Names for the whole subtree, as an export needs them; a branch gets its names anyway.</param>
public sealed record CoverageQuestion(string RequirementKey, string UnitPath, DateOnly Day, DateTime KnownAt, bool WithNames = false)
{
    /// <summary>Also says on what class of evidence each standing rests.</summary>
    public bool WithEvidence { get; init; }
}

/// <summary>
/// The same question gets the same answer for ever: it rests only on facts that had been recorded by
/// <see cref="CoverageQuestion.KnownAt"/>.
/// </summary>
/// <param name="Above">The units above, from the root down; the viewer need not cover them.</param>
/// <param name="Total">Always the sum of the children, or of the names.</param>
/// <param name="Excluded">Who is outside the required number and why, counted by reason.</param>
/// <param name="Names">By number; for a branch, or when asked for.</param>
public sealed record CoverageAnswer(
    CoverageQuestion Question,
    Requirement Requirement,
    RulePack Pack,
    UnitHead Unit,
    IReadOnlyList<UnitHead> Above,
    BoxCounts Total,
    IReadOnlyList<UnitCoverage> Children,
    IReadOnlyList<ExcludedCount> Excluded,
    IReadOnlyList<CoveredMember> Names)
{
    /// <summary>Null unless asked for.</summary>
    public EvidenceCounts? Evidence { get; init; }
}

public sealed record UnitHead(UnitId UnitId, string Path, string Name, UnitKind Kind);

public sealed record UnitCoverage(UnitHead Unit, BoxCounts Counts)
{
    /// <summary>Null unless asked for.</summary>
    public EvidenceCounts? Evidence { get; init; }
}

/// <param name="ReasonCode">"ExemptionReason." + code says it in words.</param>
public sealed record ExcludedCount(Box Box, string ReasonCode, int Members);

/// <param name="MembershipId">The row by which the branch answers for the member: what the denominator rests on.</param>
public sealed record CoveredMember(MemberId MemberId, string Number, string Name, UnitHead Branch, Standing Standing, Guid MembershipId);
