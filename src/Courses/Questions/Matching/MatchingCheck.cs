namespace Learning.Courses.Questions.Matching;

/// <summary>Two or more lines, no line twice, and at least two answers to choose between.</summary>
internal static class MatchingCheck
{
    public static IEnumerable<string> Problems(Question question)
    {
        var lines = MatchingPairs.Lines(question);
        if (lines.Count < 2 || MatchingPairs.Answers(question).Count < 2)
        {
            yield return "Question.TooFewPairs";
        }

        if (lines.DistinctBy(o => o.Text).Count() < lines.Count)
        {
            yield return "Question.EqualOptions";
        }
    }
}
