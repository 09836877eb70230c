using System.Text.RegularExpressions;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange;

/// <summary>Everything that is written in a question, wherever it stands.</summary>
internal static partial class QuestionTexts
{
    public const int Most = PlainText.Longest;

    public static int Longest(Question question) => All(question).Max(t => t.Length);

    /// <summary>TeX, which other programs draw. Here it is shown as it is typed.</summary>
    public static bool HasFormula(Question question) => All(question).Any(Formula().IsMatch);

    public static IEnumerable<string> All(Question question) =>
        [question.Stem, question.Explanation, .. question.Options.SelectMany(o => (string[])[o.Text, o.Match]), .. question.Parts.SelectMany(All)];

    [GeneratedRegex(@"\\\(.{1,400}?\\\)|\\\[.{1,400}?\\\]|\$\$.{1,400}?\$\$", RegexOptions.Singleline)]
    private static partial Regex Formula();
}
