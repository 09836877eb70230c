using Learning.Courses.Organisation;
using Learning.Courses.Plans;

namespace Learning.Courses.Coverage.Statistics;

/// <summary>What the rows of the statistics sheet may ask about a member on the day of an attendance.</summary>
internal sealed class MemberTraits(
    ILookup<MemberId, Post> posts, ILookup<MemberId, MemberCircumstance> circumstances, ILookup<string, BranchSetting> settings, Dictionary<MemberId, DateOnly> admitted)
{
    /// <summary>Every condition of the row holds.</summary>
    public bool Fit(StatisticsRow row, AttendanceLine line) =>
        (row.Kinds.Count == 0 || row.Kinds.Contains(line.Kind))
        && (row.Posts.Count == 0 || posts[line.MemberId].Any(p => row.Posts.Contains(p.Kind) && Holds(p, line.On)))
        && (row.Circumstances.Count == 0 || circumstances[line.MemberId].Any(c => row.Circumstances.Contains(c.Kind) && Holds(c, line.On)))
        && (row.Settings.Count == 0 || (BranchSetting.On(line.On, settings[line.BranchPath]) is { } setting && row.Settings.Contains(setting.Kind)))
        && (row.AdmittedWithinMonths is not { } months || IsNew(line, months));

    private static bool Holds(Dated row, DateOnly day) => row.ValidFrom <= day && (row.ValidTo is null || row.ValidTo >= day);

    private bool IsNew(AttendanceLine line, int months) =>
        admitted.TryGetValue(line.MemberId, out var day) && day <= line.On && line.On < day.AddMonths(months);
}
