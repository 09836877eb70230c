using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange;

/// <summary>Everything that is written in a question, wherever it stands.</summary>
internal static class QuestionTexts
{
    public const int Most = PlainText.Longest;

    public static int Longest(Question question) => All(question).Max(t => t.Length);

    public static IEnumerable<string> All(Question question) =>
        [question.Stem, question.Explanation, .. question.Options.SelectMany(o => (string[])[o.Text, o.Match]), .. question.Parts.SelectMany(All)];
}
