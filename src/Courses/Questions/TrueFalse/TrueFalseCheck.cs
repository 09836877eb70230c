namespace Learning.Courses.Questions.TrueFalse;

/// <summary>The two words of one language, "true" first as on every paper, and one of them ticked.</summary>
internal static class TrueFalseCheck
{
    private static readonly string[][] Words = [["正确", "错误"], ["True", "False"]];

    public static IEnumerable<string> Problems(Question question)
    {
        if (!Array.Exists(Words, words => words.SequenceEqual(question.Options.Select(o => o.Text))))
        {
            yield return "Question.NotTrueAndFalse";
        }

        if (ChoiceKey.RightCount(question) != 1)
        {
            yield return "Question.NotOneTick";
        }
    }
}
