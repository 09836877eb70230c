using Learning.Courses.Catalogue.Markdown;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange;

/// <summary>What is right, as a sentence of the course: the explanation of a question that came without one.</summary>
internal static class RightAnswers
{
    public static string Sentence(Question question, string language)
    {
        var words = CourseWords.In(language);
        var kind = KindRoles.Of(question.Kind);
        var order = kind.Order(question, count => [.. Enumerable.Range(0, count)]);
        return words.Answer + string.Join(words.OptionSeparator, kind.Review(question, order, "").SelectMany(Answers));
    }

    private static IEnumerable<string> Answers(ReviewedField field)
    {
        var label = PlainText.Line(field.Label, new LossList());
        var right = field.Choices.Where(c => c.IsRight).Select(c => PlainText.Line(c.Text, new LossList())).Concat(field.Accepted.Take(1));
        return right.Select(r => label.Length == 0 ? r : $"{label} – {r}");
    }
}
