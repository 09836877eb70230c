using Learning.Courses.Catalogue;

namespace Learning.Courses.Questions.Exchange;

/// <summary>What somebody wants imported.</summary>
/// <param name="Format">Null to find out by looking.</param>
/// <param name="Lesson">Where new questions belong of which the file does not say it: "founding".</param>
public sealed record ImportRequest(string CourseKey, ForeignFile File, ForeignFormat? Format, string? Lesson);

public enum ImportState
{
    /// <summary>New, and will be added at the end of the bank.</summary>
    Accepted,

    /// <summary>Takes the place of the question that has the same id.</summary>
    Changed,
    Unchanged,
    Refused,
}

/// <summary>What becomes of one item of the file.</summary>
/// <param name="Title">Of the question, in a few words.</param>
/// <param name="Key">Its id in the bank; empty where it was refused before it had one.</param>
/// <param name="Reasons">Why it is refused; none for the others.</param>
/// <param name="Losses">What it has in the file and will not have here.</param>
/// <param name="Changes">The parts that differ, as the ends of resource keys.</param>
public sealed record ImportRow(Place At, string Title, string Key, ImportState State, IReadOnlyList<Refusal> Reasons, IReadOnlyList<Loss> Losses, IReadOnlyList<string> Changes);

/// <summary>Everything an import would do. Nothing has been written.</summary>
/// <param name="BankFile">Relative to the content folder.</param>
/// <param name="Merged">The whole bank as it would be.</param>
/// <param name="Hash">Names this plan: the bank it starts from and the bank it ends with.</param>
/// <param name="Notes">On the file as a whole.</param>
/// <param name="Problems">Why the merged bank could not be used, as the check of all courses says it. None when it can be applied.</param>
public sealed record ImportPlan(
    string CourseKey, ForeignFormat Format, string BankFile, IReadOnlyList<ImportRow> Rows, string Merged, string Hash, IReadOnlyList<Loss> Notes, IReadOnlyList<ContentProblem> Problems)
{
    public bool ChangesBank => Rows.Any(r => r.State is ImportState.Accepted or ImportState.Changed);

    public bool CanBeApplied => ChangesBank && Problems.Count == 0;

    public int Count(ImportState state) => Rows.Count(r => r.State == state);
}
