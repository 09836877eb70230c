using Quartz;

namespace Learning.Web.Jobs;

/// <summary>What a job says of its own run, for the list of runs. One that says nothing had nothing to do.</summary>
/// <param name="Count">How many things were done.</param>
/// <param name="Failure">What kept it from its work, although it ran to its end; null when nothing did.</param>
internal sealed record RunReport(long Count, string? Failure);

internal static class RunReports
{
    public static void Did(this IJobExecutionContext run, long count) => run.Result = new RunReport(count, null);

    /// <param name="failure">A word, and nobody's name.</param>
    public static void Failed(this IJobExecutionContext run, string failure) =>
        run.Result = new RunReport((run.Result as RunReport)?.Count ?? 0, failure);
}
