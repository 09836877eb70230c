namespace Learning.Courses.Questions.Numeric;

/// <summary>One or more spans of numbers, all ticked.</summary>
internal static class NumericCheck
{
    public static IEnumerable<string> Problems(Question question)
    {
        if (question.Options.Count == 0)
        {
            yield return "Question.NoVariant";
        }

        if (question.Options.Any(o => !o.Right))
        {
            yield return "Question.VariantNotTicked";
        }

        if (question.Options.Any(o => NumericKey.Parse(o.Text) is null))
        {
            yield return "Question.NotANumber";
        }
    }
}
