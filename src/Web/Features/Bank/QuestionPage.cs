using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Questions.Editing;
using Learning.Courses.Quizzes;

namespace Learning.Web.Features.Bank;

/// <summary>What stands in the address of a list: it can be sent to a colleague.</summary>
public sealed record FindForm(string? Q, string? Lesson, string? Kind, string? Theme, string? Difficulty, string? State, int Page)
{
    public bool IsEmpty => string.IsNullOrEmpty(Q + Lesson + Kind + Theme + Difficulty + State);

    public QuestionFilter ToFilter() => new(
        Q ?? "", Lesson ?? "", Kind ?? "", Theme ?? "", Difficulty ?? "", State switch { "retired" => true, "all" => null, _ => false });
}

public sealed record QuestionsPage(QuestionList List, FindForm Find);

/// <param name="Language">In which it is shown here.</param>
/// <param name="Response">What was answered just now; null before.</param>
/// <param name="Refusal">Why that answer could not be read.</param>
public sealed record QuestionPage(BankOutline Bank, QuestionOnFile OnFile, TrialPaper Trial, string Language, long Seed, string? Response = null, Refusal? Refusal = null)
{
    /// <summary>Why it could not be retired.</summary>
    public IReadOnlyList<ContentProblem> Broken { get; init; } = [];

    public Question Question => OnFile.Question;

    /// <summary>Null where there is no such question.</summary>
    public static QuestionPage? Of(ShownQuestion? shown, string? language, long seed)
    {
        if (shown?.OnFile is not { } onFile)
        {
            return null;
        }

        var (question, spoken) = language == Languages.English && onFile.Translation is { } translation ? (translation, Languages.English) : (onFile.Question, Languages.Chinese);
        return new QuestionPage(shown.Bank, onFile, TrialPaper.Of(question, shown.Bank.CourseKey, spoken, seed), spoken, seed);
    }
}
