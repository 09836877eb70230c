namespace Learning.Courses.Questions.TrueFalse;

internal static class TrueFalseMarker
{
    public static Fraction Mark(Question question, string response) => Credit.AllOrNothing(response.Length > 0 && response == ChoiceKey.Indexes(question));
}
