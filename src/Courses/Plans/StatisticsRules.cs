using Learning.Courses.Organisation;

namespace Learning.Courses.Plans;

/// <summary>What can be counted as one attendance (人次). The words on screen are "AttendanceKind." + name.</summary>
public enum AttendanceKind
{
    /// <summary>One member in one class that has ended, however many of its days, if present at any of them.</summary>
    ClassAttended,

    /// <summary>The same, only if the class was completed.</summary>
    ClassCompleted,

    /// <summary>One member and one online course, when it is passed.</summary>
    CoursePassed,
}

/// <summary>
/// How the yearly statistics sheet 党员培训情况 is filled. It counts attendances and not persons, and what counts as one is a rule
/// like any other: dated, with its article, printed on the sheet.
/// </summary>
/// <param name="Counts">What is one attendance, for every row of the sheet.</param>
/// <param name="CountsRule">Where that comes from.</param>
/// <param name="Rows">In the order of the sheet; the first is the total.</param>
/// <param name="Standards">When a branch has reached the yearly hours.</param>
public sealed record StatisticsRules(
    IReadOnlyList<AttendanceKind> Counts, RuleReference CountsRule, IReadOnlyList<StatisticsRow> Rows, IReadOnlyList<BranchStandard> Standards);

/// <summary>One line of the sheet. An attendance stands in it when every condition that the line has holds on the day of the attendance.</summary>
/// <param name="Key">Short, stable, used in addresses.</param>
/// <param name="Kinds">Only attendances of these kinds; empty for all that count.</param>
/// <param name="Posts">Only of members who hold one of these posts.</param>
/// <param name="Settings">Only of members of such branches.</param>
/// <param name="Circumstances">Only of members in one of these circumstances.</param>
/// <param name="AdmittedWithinMonths">Only of members admitted to the Party not longer ago than this.</param>
public sealed record StatisticsRow(
    string Key,
    LocalText Title,
    IReadOnlyList<AttendanceKind> Kinds,
    IReadOnlyList<PostKind> Posts,
    IReadOnlyList<BranchSettingKind> Settings,
    IReadOnlyList<MemberCircumstanceKind> Circumstances,
    int? AdmittedWithinMonths,
    RuleReference Rule)
{
    public bool IsForEverything => Kinds.Count + Posts.Count + Settings.Count + Circumstances.Count == 0 && AdmittedWithinMonths is null;
}

/// <summary>What makes a branch reach the yearly hours.</summary>
/// <param name="Posts">Asked of those who hold one of these posts; empty for every member.</param>
/// <param name="Parts">At least this many …</param>
/// <param name="Of">… of so many who are required must have their hours: 1 of 1 is everybody.</param>
public sealed record BranchStandard(string Key, LocalText Title, IReadOnlyList<PostKind> Posts, int Parts, int Of, RuleReference Rule)
{
    /// <summary>A branch in which nobody is required has reached nothing: it has not been asked.</summary>
    public bool IsReachedBy(int completed, int required) => required > 0 && (long)completed * Of >= (long)required * Parts;
}
