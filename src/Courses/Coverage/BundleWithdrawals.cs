namespace Learning.Courses.Coverage;

/// <summary>
/// The passes that had been withdrawn when the report was made, of everybody on the roster of the file. None of them may be what
/// a box rests on.
/// </summary>
internal sealed class BundleWithdrawals(ReportBody report, IReadOnlyList<BundleEntry> entries, long size)
{
    private const string Kind = "course.withdrawn";

    /// <param name="unclaimed">The withdrawals are taken out; in a report that counts no hours they are strays.</param>
    public Refusal? Check(HashSet<long> unclaimed)
    {
        var withdrawals = entries.Where(e => e.Statement.Kind == Kind).ToList();
        if (withdrawals.Count == 0 || report.RequirementKind != "RegularEducation")
        {
            return null;
        }

        var people = entries.Where(e => e.Statement.Kind == "membership.recorded").Select(e => e.Statement.Subject).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in withdrawals.Where(e => e.Index < size && e.Statement.At <= report.KnownAt && people.Contains(e.Statement.Subject)))
        {
            unclaimed.Remove(entry.Index);
        }

        // Nobody withdraws the pass of another.
        var withdrawn = withdrawals.Select(e => (e.Statement.Corrects, e.Statement.Subject)).ToHashSet();
        var sources = entries.ToDictionary(e => e.Index, e => e.Statement);
        return report.Members
            .SelectMany(m => m.Evidence.Where(i => sources.TryGetValue(i, out var says) && withdrawn.Contains((says.Source, says.Subject))).Select(i => new Refusal("Verify.Bundle.Withdrawn", i, m.Subject)))
            .FirstOrDefault();
    }
}
