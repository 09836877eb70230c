namespace Learning.Courses.Questions.ShortAnswer;

/// <summary>What a person found in an answer: the numbers of the guide's lines that it says.</summary>
internal static class GuideMarks
{
    /// <summary>None for an answer that was not given or not read yet.</summary>
    public static IReadOnlyList<int> Read(Question question, string response, string? found) =>
        response.Length == 0 || found is null ? [] : [.. IndexList.Parse(found).Where(i => i < question.Options.Count).Distinct()];
}
