using System.Runtime.CompilerServices;
using Learning.Courses.Catalogue;

namespace Learning.Courses.Questions;

/// <summary>The question banks of the courses that are shown, each read once for as long as its snapshot lives.</summary>
public sealed class QuestionBanks
{
    // Keyed by the text object itself: when a new snapshot drops it, the bank goes with it.
    private readonly ConditionalWeakTable<BankText, QuestionBank> banks = [];

    /// <summary>The bank for a reader of that language, else the original; null where the course has none.</summary>
    public QuestionBank? Find(Course course, string language) =>
        course.BankIn(language) is { } text ? banks.GetValue(text, t => WithTags(BankReading.Of(t).Bank, course)) : null;

    /// <summary>Tags stand in the original only, so that a question is retired in one place and every language draws alike.</summary>
    private static QuestionBank WithTags(QuestionBank bank, Course course)
    {
        if (course.Banks.GetValueOrDefault(Languages.Chinese) is not { } original || original.Language == bank.Language)
        {
            return bank;
        }

        var tags = BankReading.Of(original).Bank.Questions.ToDictionary(q => q.Question.Key, q => q.Question.Tags, StringComparer.Ordinal);
        return new QuestionBank(
            bank.CourseKey,
            bank.Language,
            [.. bank.Questions.Select(q => q with { Question = q.Question with { Tags = tags.GetValueOrDefault(q.Question.Key, QuestionTags.None) } })]);
    }
}
