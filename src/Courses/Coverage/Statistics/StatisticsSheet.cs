using Learning.Courses.Plans;

namespace Learning.Courses.Coverage.Statistics;

/// <summary>Asks for the yearly statistics sheet of a unit, up to a day, as known at an instant.</summary>
/// <param name="Day">After the year it is its last day that is asked for.</param>
public sealed record StatisticsQuestion(int Year, string UnitPath, DateOnly Day, DateTime KnownAt);

/// <summary>One attendance (人次): what a number of the sheet opens to.</summary>
/// <param name="SourceId">The class's outcome or the course pass; /evidence/{SourceId} proves it.</param>
/// <param name="BranchPath">The branch that answered for the member on that day.</param>
/// <param name="CohortId">For a class.</param>
/// <param name="CourseKey">For a course.</param>
/// <param name="Rows">The keys of the rows of the sheet in which it is counted; always the total.</param>
public sealed record AttendanceLine(
    Guid SourceId, AttendanceKind Kind, MemberId MemberId, string BranchPath, DateOnly On, Guid? CohortId, string? CourseKey, IReadOnlyList<string> Rows);

/// <summary>Attendances and the persons behind them: two numbers that are never added to each other or shown without their words.</summary>
/// <param name="Persons">Each once. Somebody who has changed branch is one person in both, and one above them.</param>
public sealed record AttendanceCount(int Times, int Persons);

/// <param name="Reached">Branches that have reached the standard …</param>
/// <param name="Asked">… of those in which somebody is required.</param>
/// <param name="Branches">All branches, also those in which nobody is.</param>
public sealed record StandardCount(int Reached, int Asked, int Branches);

/// <summary>One branch by one standard.</summary>
/// <param name="Excluded">Exempt, deferred or out of contact: named beside the number, never in it.</param>
/// <param name="Asked">Those of whom the standard speaks, by number; the same standings as on the branch's page of coverage.</param>
public sealed record BranchLine(UnitHead Branch, string StandardKey, int Completed, int Required, int Excluded, bool Reached, IReadOnlyList<CoveredMember> Asked);

/// <summary>The numbers of one unit, in the order of the rules.</summary>
public sealed record StatisticsUnit(UnitHead Unit, IReadOnlyList<AttendanceCount> Rows, IReadOnlyList<StandardCount> Standards);

/// <summary>
/// The yearly statistics sheet 党员培训情况 of a unit. Every number is counted from the lines that it opens to; attendances and
/// branches of the children add up to those of the unit.
/// </summary>
/// <param name="Above">The units above, from the root down; the viewer need not cover them.</param>
/// <param name="Lines">Every attendance, by day.</param>
/// <param name="Branches">Every branch by every standard, by path.</param>
public sealed record StatisticsSheet(
    StatisticsQuestion Question,
    Requirement Requirement,
    RulePack Pack,
    StatisticsRules Rules,
    IReadOnlyList<UnitHead> Above,
    StatisticsUnit Total,
    IReadOnlyList<StatisticsUnit> Children,
    IReadOnlyList<AttendanceLine> Lines,
    IReadOnlyList<BranchLine> Branches)
{
    public UnitHead Unit => Total.Unit;

    public IEnumerable<AttendanceLine> LinesOf(StatisticsRow row) => Lines.Where(line => line.Rows.Contains(row.Key));

    public IEnumerable<BranchLine> BranchesOf(BranchStandard standard) => Branches.Where(line => line.StandardKey == standard.Key);
}
