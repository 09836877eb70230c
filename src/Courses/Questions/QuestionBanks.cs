using System.Runtime.CompilerServices;
using Learning.Courses.Catalogue;

namespace Learning.Courses.Questions;

/// <summary>The question banks of the courses that are shown, each parsed once for as long as its snapshot lives.</summary>
public sealed class QuestionBanks
{
    // Keyed by the text object itself: when a new snapshot drops it, the parsed bank goes with it.
    private readonly ConditionalWeakTable<BankText, QuestionBank> parsed = [];

    /// <summary>The bank for a reader of that language, else the original; null where the course has none.</summary>
    public QuestionBank? Find(Course course, string language) =>
        course.BankIn(language) is { } text ? parsed.GetValue(text, t => BankReader.Read(t.Text, t.Scope, new ProblemList(t.File))) : null;
}
