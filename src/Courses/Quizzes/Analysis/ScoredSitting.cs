using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes.Analysis;

/// <summary>One sitting as figures are made of it: nothing in it says whose it is.</summary>
public sealed record ScoredSitting(IReadOnlyList<ScoredAnswer> Answers)
{
    public double Points { get; } = Answers.Sum(a => a.Points);

    public double MaxPoints { get; } = Answers.Sum(a => a.MaxPoints);

    /// <summary>The share of its points that the sitting earned, so that papers of different questions can be put in one order.</summary>
    public double Share => MaxPoints > 0 ? Points / MaxPoints : 0;
}

/// <param name="Hash">Of the version that marked.</param>
/// <param name="Picks">What was ticked, as indexes of the question's own options; null for a kind without options to tick.</param>
public sealed record ScoredAnswer(string Hash, Question Question, double Points, int MaxPoints, bool IsEmpty, IReadOnlyList<int>? Picks)
{
    /// <summary>From 0 to 1, whatever the question is worth.</summary>
    public double Share => MaxPoints > 0 ? Points / MaxPoints : 0;
}
