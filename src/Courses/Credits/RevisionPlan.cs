using Learning.Courses.Questions;
using Learning.Courses.Quizzes.Revisions;

namespace Learning.Courses.Credits;

/// <summary>What a revision would change, before anything is changed. Sittings and no names: who writes questions answers for nobody.</summary>
/// <param name="Sittings">The papers that are concerned.</param>
/// <param name="Changes">Those whose mark would be another, oldest first.</param>
/// <param name="KeptInFavour">Answers that would be worth less and keep what they have.</param>
/// <param name="NotCarried">Why answers cannot be marked by the corrected question, and how many.</param>
/// <param name="PassesWithdrawn">Members who would pass the course by nothing any more.</param>
public sealed record RevisionPlan(
    RevisionInput Input,
    RevisionPair Pair,
    int Sittings,
    IReadOnlyList<RevisedSitting> Changes,
    int KeptInFavour,
    IReadOnlyList<NotCarriedCount> NotCarried,
    int PassesWithdrawn)
{
    public int Passing => Changes.Count(c => c is { PassedBefore: false, PassedAfter: true });

    public int Failing => Changes.Count(c => c is { PassedBefore: true, PassedAfter: false });
}

/// <param name="On">The day of the sitting.</param>
/// <param name="Number">Which sitting of the member's it was.</param>
public sealed record RevisedSitting(DateOnly On, int Number, Fraction Before, Fraction After, int MaxPoints, bool PassedBefore, bool PassedAfter);

public sealed record NotCarriedCount(Refusal Refusal, int Answers);
