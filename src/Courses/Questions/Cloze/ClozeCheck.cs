using Learning.Courses.Questions.FillIn;

namespace Learning.Courses.Questions.Cloze;

/// <summary>As many blanks in the stem as there are numbers in the list; each can be answered, and a picked one in one way only.</summary>
internal static class ClozeCheck
{
    public static IEnumerable<string> Problems(Question question)
    {
        var blanks = ClozeBlank.Of(question);
        if (blanks.Count == 0 || FillInCheck.BlanksIn(question.Stem) != blanks.Count)
        {
            yield return "Question.BlanksDiffer";
        }

        if (blanks.Any(b => b.IsPicked && b.Accepted.Count != 1))
        {
            yield return "Question.NotOneTick";
        }

        if (question.Options.Any(o => FillInText.Normal(o.Text).Length == 0 || o.Text.Length > FillInText.MaxLength))
        {
            yield return "Question.VariantCannotBeTyped";
        }
    }
}
