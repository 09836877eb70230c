using System.Globalization;

namespace Learning.Courses.Questions.Cloze;

/// <summary>The blanks stand below the text, by number: on a phone a field inside a sentence would be too narrow to read.</summary>
internal static class ClozeView
{
    public static IReadOnlyList<AnswerField> Open(Question question, string response)
    {
        var blanks = ClozeBlank.Of(question);
        var answers = PostedTexts.Split(response, blanks.Count);
        return [.. blanks.Select((blank, i) => blank.IsPicked
            ? new AnswerField(FieldShape.Select, Label(blank), [.. blank.Lines.Select((line, position) => new FieldChoice(position, line.Text, line == blank.Picked(answers[i])))], "")
            : AnswerField.TypedLine(FieldShape.Line, Label(blank), answers[i]))];
    }

    public static IReadOnlyList<ReviewedField> Review(Question question, string response)
    {
        var blanks = ClozeBlank.Of(question);
        var answers = PostedTexts.Split(response, blanks.Count);
        return [.. blanks.Select((blank, i) => new ReviewedField(
            Label(blank),
            [],
            blank.IsPicked ? blank.Picked(answers[i])?.Text ?? "" : answers[i],
            blank.Accepted,
            answers[i].Length > 0 && blank.IsRight(answers[i])))];
    }

    private static string Label(ClozeBlank blank) => string.Create(CultureInfo.InvariantCulture, $"({blank.Number})");
}
