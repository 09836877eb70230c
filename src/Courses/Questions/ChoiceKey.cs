namespace Learning.Courses.Questions;

/// <summary>The author's ticks, as the roles of the choice kinds ask for them.</summary>
internal static class ChoiceKey
{
    public static int RightCount(Question question) => question.Options.Count(o => o.Right);

    /// <summary>After the shuffle nobody could say which of two equal options was meant.</summary>
    public static bool HasEqualOptions(Question question) =>
        question.Options.Select(o => o.Text).Distinct(StringComparer.Ordinal).Count() < question.Options.Count;

    /// <summary>All of the ticked options and only these: the stored form is sorted, so equality of text says it.</summary>
    public static string Indexes(Question question) =>
        IndexList.Join(question.Options.Select((option, index) => (option, index)).Where(o => o.option.Right).Select(o => o.index));
}
