using Learning.Courses.Catalogue;

namespace Learning.Courses.Questions.Editing;

/// <summary>A question as its author has it in a form: what stands in the braces field by field, the rest as it stands in the file.</summary>
/// <param name="Kind">See <see cref="KindRoles.Word"/>.</param>
/// <param name="Lesson">The last part of the lesson's key.</param>
/// <param name="Credit">Empty for the kind's own rule.</param>
/// <param name="Difficulty">Its word; empty for none.</param>
/// <param name="Body">Stem, list and explanation, without the heading.</param>
/// <param name="Translation">The same in the translation; not looked at where the course has none.</param>
public sealed record QuestionDraft(string Key, string Kind, string Lesson, string Credit, string Difficulty, string Theme, string Body, string Translation)
{
    internal static QuestionDraft Of(Question question, string section, string? translation) => new(
        question.Key,
        KindRoles.Of(question.Kind).Word,
        question.LessonKey[(question.LessonKey.IndexOf('/', StringComparison.Ordinal) + 1)..],
        question.Settings.GetValueOrDefault(Questions.Credit.Setting, ""),
        question.Tags.Difficulty is { } difficulty ? QuestionTags.Word(difficulty) : "",
        question.Tags.Theme,
        BodyOf(section),
        translation is null ? "" : BodyOf(translation));

    /// <summary>What stands below the first line.</summary>
    private static string BodyOf(string section) => section.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? section[(end + 1)..].Trim('\n') : "";
}

/// <summary>The field of the form in which something is wrong.</summary>
public enum DraftField
{
    Key,
    Kind,
    Lesson,
    Credit,
    Difficulty,
    Theme,
    Body,
    Translation,
}

/// <summary>What is wrong with a draft. The code is also the resource key of the sentence that says so.</summary>
/// <param name="Line">Of a text, counted from 1; 0 where it is not about one line.</param>
public sealed record DraftProblem(DraftField Field, int Line, string Code, IReadOnlyList<object> Args)
{
    private const int HeadingLines = 1;

    /// <summary>A problem of the reader of banks, who saw the heading too.</summary>
    internal static DraftProblem Of(ContentProblem problem, DraftField text) => new(
        problem.Code switch
        {
            "Bank.BadId" => DraftField.Key,
            "Bank.NoKind" when problem.Line == HeadingLines => DraftField.Kind,
            "Bank.UnknownLesson" => DraftField.Lesson,
            "Bank.UnknownSetting" when problem.Line == HeadingLines => DraftField.Credit,
            _ => text,
        },
        problem.Line - HeadingLines,
        problem.Code,
        problem.Args);
}
