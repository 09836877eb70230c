namespace Learning.Courses.Questions;

/// <summary>How the bank of a course was changed on the site. The names are stored: never rename one.</summary>
public enum BankChangeKind
{
    Edited,
    Added,
    Retired,
    Restored,
    Imported,
}

/// <summary>
/// Somebody changed the bank of a course on the site: from which text to which, and how much. What was changed by an editor on
/// the disk leaves no such row; the edition of the course, which names the text, is recorded all the same.
/// </summary>
/// <param name="QuestionKey">Empty where several may have been changed at once.</param>
/// <param name="Before">SHA-256 of the original's text, in lower-case hex.</param>
/// <param name="Translation">The same of the translation, if it was changed too.</param>
/// <param name="Questions">How many the bank has now, the retired ones included.</param>
/// <param name="ChangedBy">Null when a verb did it.</param>
public sealed record BankChange(
    Guid Id,
    string CourseKey,
    BankChangeKind Kind,
    string QuestionKey,
    string Before,
    string After,
    string? Translation,
    int Added,
    int Changed,
    int Questions,
    int Retired,
    DateTime RecordedAt,
    MemberId? ChangedBy) : IProvable
{
    public EvidenceFacts Evidence() => new(
        "bank.changed",
        null,
        ChangedBy,
        new Dictionary<string, object?>
        {
            ["course"] = CourseKey,
            ["how"] = Kind.ToString().ToLowerInvariant(),
            ["question"] = QuestionKey.Length > 0 ? QuestionKey : null,
            ["before"] = Before,
            ["after"] = After,
            ["translation"] = Translation,
            ["added"] = Added,
            ["changed"] = Changed,
            ["questions"] = Questions,
            ["retired"] = Retired,
        });
}
