namespace Learning.Courses.Questions.Ordering;

/// <summary>Three or more steps, since two would be a coin's toss, and no two alike.</summary>
internal static class OrderingCheck
{
    public static IEnumerable<string> Problems(Question question)
    {
        if (question.Options.Count < 3)
        {
            yield return "Question.TooFewSteps";
        }

        if (ChoiceKey.HasEqualOptions(question))
        {
            yield return "Question.EqualOptions";
        }
    }
}
