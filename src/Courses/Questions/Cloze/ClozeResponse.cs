namespace Learning.Courses.Questions.Cloze;

/// <summary>One posted value per blank, in the order of the stem.</summary>
internal static class ClozeResponse
{
    public static Outcome<string> Read(Question question, IReadOnlyList<string> posted)
    {
        var blanks = ClozeBlank.Of(question);
        if (posted.Count > blanks.Count)
        {
            return new Refusal("Answer.NotUnderstood");
        }

        var answers = new List<string>();

        // A blank that was not sent is an empty one: the same answers are stored in one way only.
        foreach (var (blank, value) in blanks.Zip(posted.Concat(Enumerable.Repeat("", blanks.Count - posted.Count))))
        {
            var read = blank.IsPicked ? Pick(blank, value) : PostedTexts.Line(value);
            if (read.Refusal is { } refusal)
            {
                return refusal;
            }

            answers.Add(read.Value!);
        }

        return PostedTexts.Join(answers);
    }

    private static Outcome<string> Pick(ClozeBlank blank, string value) =>
        value.Length == 0 || blank.Picked(value) is not null ? value : new Refusal("Answer.NotUnderstood");
}
