namespace Learning.Courses.Questions.Matching;

/// <summary>The author's pairs. A pair without a left side is an answer too many, there to be passed over.</summary>
internal static class MatchingPairs
{
    public static IReadOnlyList<QuestionOption> Lines(Question question) => [.. question.Options.Where(o => o.Text.Length > 0)];

    /// <summary>Each answer once, although it may belong to two lines.</summary>
    public static IReadOnlyList<string> Answers(Question question) => [.. question.Options.Select(o => o.Match).Distinct(StringComparer.Ordinal)];

    /// <summary>For each line the index of its answer.</summary>
    public static IReadOnlyList<int> Pattern(Question question)
    {
        var answers = Answers(question).ToList();
        return [.. Lines(question).Select(o => answers.IndexOf(o.Match))];
    }
}
