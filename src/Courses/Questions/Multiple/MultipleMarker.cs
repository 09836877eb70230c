namespace Learning.Courses.Questions.Multiple;

/// <summary>
/// All or nothing: every right option and no wrong one. With "credit=partial" each right tick earns its share and each wrong
/// one takes as much away, so that ticking everything is worth no more than what was known.
/// </summary>
internal static class MultipleMarker
{
    public static Fraction Mark(Question question, string response)
    {
        if (!Credit.Is(question, Credit.Partial))
        {
            return Credit.AllOrNothing(response.Length > 0 && response == ChoiceKey.Indexes(question));
        }

        var ticks = IndexList.Parse(response);
        var right = ticks.Count(i => question.Options[i].Right);
        return Fraction.Share(right - (ticks.Count - right), ChoiceKey.RightCount(question));
    }
}
