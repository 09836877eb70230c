using Learning.Courses.Catalogue;
using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Questions.Editing;

/// <summary>One question of a bank, as its file has it now.</summary>
/// <param name="Translation">Null where there is none.</param>
/// <param name="Seen">Names exactly these words; it comes back with a change, so that nobody changes what he has not seen.</param>
public sealed record QuestionOnFile(Question Question, Question? Translation, QuestionDraft Draft, string Seen)
{
    internal static QuestionOnFile? Find(CourseBank bank, string key)
    {
        if (bank.Questions.Questions.FirstOrDefault(q => q.Question.Key == key)?.Question is not { } question)
        {
            return null;
        }

        var (section, translation) = Sections(bank, key);
        var translated = bank.Translation is { } text ? BankReading.Of(text).Bank.Questions.FirstOrDefault(q => q.Question.Key == key)?.Question : null;
        return new QuestionOnFile(question, translated, QuestionDraft.Of(question, section, translation), SeenOf(section, translation));
    }

    internal static (string Section, string? Translation) Sections(CourseBank bank, string key) => (
        new BankSections(bank.Text, bank.Questions).Find(key)!,
        bank.Translation is { } translation ? new BankSections(translation.Text, BankReading.Of(translation).Bank).Find(key) : null);

    private static string SeenOf(string section, string? translation) => Digest.Of(section + "\0" + translation);
}

/// <summary>The course around a question, as far as whoever writes questions needs it.</summary>
/// <param name="Lessons">In the order of study.</param>
/// <param name="Themes">That questions of this bank have already.</param>
/// <param name="HasTranslation">Whether every question has to be there twice.</param>
public sealed record BankOutline(string CourseKey, string Title, string File, IReadOnlyList<BankLesson> Lessons, IReadOnlyList<string> Themes, bool HasTranslation)
{
    internal static BankOutline Of(CourseBank bank) => new(
        bank.Course.Key,
        bank.Course.In(Languages.Chinese).Title,
        bank.File,
        [.. bank.Course.Lessons.Select(l => new BankLesson(l.Key[(bank.Course.Key.Length + 1)..], l.In(Languages.Chinese).Title))],
        [.. bank.Questions.Questions.Select(q => q.Question.Tags.Theme).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        bank.Translation is not null);

    public string TitleOf(string lessonKey) => Lessons.FirstOrDefault(l => $"{CourseKey}/{l.Name}" == lessonKey)?.Title ?? lessonKey;
}
