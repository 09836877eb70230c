namespace Learning.Courses.Questions.Numeric;

internal static class NumericMarker
{
    public static Fraction Mark(Question question, string response) =>
        Credit.AllOrNothing(response.Length > 0 && question.Options.Any(o => NumericKey.Parse(o.Text)?.Holds(response) is true));
}
