namespace Learning.Courses.Questions.FillIn;

internal static class FillInMarker
{
    public static Fraction Mark(Question question, string response) => Credit.AllOrNothing(Accepts(question.Options, response));

    public static bool Accepts(IEnumerable<QuestionOption> variants, string response)
    {
        var typed = FillInText.Normal(response);
        return typed.Length > 0 && variants.Any(o => FillInText.Normal(o.Text) == typed);
    }
}
