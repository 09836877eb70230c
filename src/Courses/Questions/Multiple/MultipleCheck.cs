namespace Learning.Courses.Questions.Multiple;

/// <summary>Three or more options, at least two ticked: with one tick it would be a single choice that misleads.</summary>
internal static class MultipleCheck
{
    public static IEnumerable<string> Problems(Question question)
    {
        if (question.Options.Count < 3)
        {
            yield return "Question.TooFewOptions";
        }

        if (ChoiceKey.RightCount(question) < 2)
        {
            yield return "Question.TooFewTicks";
        }

        if (Credit.Is(question, Credit.Partial) && question.Options.All(o => o.Right))
        {
            yield return "Question.NothingWrongToTick";
        }

        if (ChoiceKey.HasEqualOptions(question))
        {
            yield return "Question.EqualOptions";
        }
    }
}
