namespace Learning.Courses.Questions.Cloze;

/// <summary>Every blank has the same share; with "credit=all" they count together or not at all.</summary>
internal static class ClozeMarker
{
    public static Fraction Mark(Question question, string response)
    {
        var blanks = ClozeBlank.Of(question);
        var answers = PostedTexts.Split(response, blanks.Count);
        var right = blanks.Where((blank, i) => answers[i].Length > 0 && blank.IsRight(answers[i])).Count();
        return Credit.Is(question, Credit.All) ? Credit.AllOrNothing(right == blanks.Count) : Fraction.Share(right, blanks.Count);
    }
}
