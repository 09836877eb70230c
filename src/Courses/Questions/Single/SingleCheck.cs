namespace Learning.Courses.Questions.Single;

/// <summary>Two or more options, exactly one ticked.</summary>
internal static class SingleCheck
{
    public static IEnumerable<string> Problems(Question question)
    {
        if (question.Options.Count < 2)
        {
            yield return "Question.TooFewOptions";
        }

        if (ChoiceKey.RightCount(question) != 1)
        {
            yield return "Question.NotOneTick";
        }

        if (ChoiceKey.HasEqualOptions(question))
        {
            yield return "Question.EqualOptions";
        }
    }
}
