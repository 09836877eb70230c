namespace Learning.Courses.Coverage;

/// <summary>Counts the members of a report for every unit: used to write the figures and, by whoever verifies, to count them again.</summary>
internal static class ReportCount
{
    public static List<ReportUnit> Of(IEnumerable<string> paths, IEnumerable<ReportMember> members)
    {
        var counts = paths.ToDictionary(path => path, _ => new int[Boxes.All.Count + 1], StringComparer.Ordinal);
        foreach (var member in members)
        {
            // The branch, and every unit above it as far as the report reaches.
            for (var path = member.BranchPath; path.Length > 0; path = path[..Math.Max(path.LastIndexOf('/'), 0)])
            {
                if (counts.TryGetValue(path, out var of))
                {
                    of[(int)member.Box]++;
                    of[^1] += member.IsOverdue ? 1 : 0;
                }
            }
        }

        return [.. counts
            .OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new ReportUnit(c.Key, new BoxCounts(c.Value[0], c.Value[1], c.Value[2], c.Value[3], c.Value[4], c.Value[5], c.Value[6], c.Value[7])))];
    }
}
