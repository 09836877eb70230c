using Learning.Courses.Organisation;
using Learning.Courses.Plans;

namespace Learning.Courses.Coverage.Statistics;

/// <summary>
/// Which branches have reached the yearly hours. It rests on the standings of the coverage of the same day and instant, so a
/// branch cannot reach here what it has not reached there.
/// </summary>
internal static class BranchStandards
{
    /// <param name="holders">Who holds which of the posts that the standards name, on the day of the answer.</param>
    public static List<BranchLine> Judge(StatisticsRules rules, CoverageAnswer answer, IEnumerable<UnitHead> branches, HashSet<(MemberId, PostKind)> holders)
    {
        var members = answer.Names.ToLookup(n => n.Branch.Path);
        return [.. branches.SelectMany(branch => rules.Standards.Select(standard => Judge(
            branch, standard, [.. members[branch.Path].Where(m => standard.Posts.Count == 0 || standard.Posts.Any(p => holders.Contains((m.MemberId, p))))])))];
    }

    private static BranchLine Judge(UnitHead branch, BranchStandard standard, List<CoveredMember> asked)
    {
        var counts = BoxCounts.Of(asked.Select(m => m.Standing));
        return new BranchLine(branch, standard.Key, counts.Completed, counts.Required, counts.Excluded, standard.IsReachedBy(counts.Completed, counts.Required), asked);
    }
}
