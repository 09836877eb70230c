namespace Learning.Courses.Quizzes.SecondLook;

/// <summary>
/// How common each wrong answer is: the chance that two people who are both wrong about a question, and know nothing of each
/// other, give the same wrong answer. Counted over everybody who has sat, whoever answers for them.
/// </summary>
internal sealed class WrongAnswers
{
    private readonly Dictionary<string, Dictionary<string, int>> counts = new(StringComparer.Ordinal);

    public void Add(LookedAt sitting)
    {
        foreach (var question in sitting.Wrong.Where(sitting.Answers.ContainsKey))
        {
            var answers = counts.TryGetValue(question, out var known) ? known : counts[question] = new(StringComparer.Ordinal);
            answers[sitting.Answers[question]] = answers.GetValueOrDefault(sitting.Answers[question]) + 1;
        }
    }

    /// <summary>
    /// The sum of the squares of the shares. One more of each answer is counted than there was, and one of an answer that nobody
    /// gave: what few have sat must not look rarer than it is.
    /// </summary>
    public double ChanceOfSame(string question)
    {
        var answers = counts[question];
        var all = answers.Values.Sum() + answers.Count + 1d;
        return answers.Values.Append(0).Sum(n => Math.Pow((n + 1) / all, 2));
    }
}
