using System.Text.RegularExpressions;

namespace Learning.Courses.Questions.FillIn;

/// <summary>One blank in the stem; one or more variants, all ticked, none empty once normalised.</summary>
internal static partial class FillInCheck
{
    public static IEnumerable<string> Problems(Question question)
    {
        if (BlanksIn(question.Stem) != 1)
        {
            yield return "Question.NotOneBlank";
        }

        if (question.Options.Count == 0)
        {
            yield return "Question.NoVariant";
        }

        if (question.Options.Any(o => !o.Right))
        {
            yield return "Question.VariantNotTicked";
        }

        if (question.Options.Any(o => FillInText.Normal(o.Text).Length == 0 || o.Text.Length > FillInText.MaxLength))
        {
            yield return "Question.VariantCannotBeTyped";
        }
    }

    public static int BlanksIn(string stem) => Blank().Count(stem);

    /// <summary>Four underscores or more, as a run: what an author types for "write here".</summary>
    [GeneratedRegex("_{4,}")]
    private static partial Regex Blank();
}
