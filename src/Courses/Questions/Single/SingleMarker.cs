namespace Learning.Courses.Questions.Single;

internal static class SingleMarker
{
    public static Fraction Mark(Question question, string response) => Credit.AllOrNothing(response.Length > 0 && response == ChoiceKey.Indexes(question));
}
