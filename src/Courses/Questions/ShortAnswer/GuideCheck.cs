namespace Learning.Courses.Questions.ShortAnswer;

/// <summary>One line at least, and no two alike: the same thing said once would earn two points.</summary>
internal static class GuideCheck
{
    public static IEnumerable<string> Problems(Question question)
    {
        if (question.Options.Count == 0)
        {
            yield return "Question.NoGuide";
        }

        if (ChoiceKey.HasEqualOptions(question))
        {
            yield return "Question.EqualOptions";
        }
    }
}
