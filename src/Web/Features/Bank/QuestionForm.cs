using Learning.Courses.Catalogue;
using Learning.Courses.Questions.Editing;
using Learning.Courses.Quizzes;

namespace Learning.Web.Features.Bank;

/// <summary>The form of one question, as it is posted for a preview and to be saved.</summary>
public sealed class QuestionForm
{
    public string? Key { get; set; }

    public string? Kind { get; set; }

    public string? Lesson { get; set; }

    public string? Credit { get; set; }

    public string? Difficulty { get; set; }

    public string? Theme { get; set; }

    public string? Body { get; set; }

    public string? Translation { get; set; }

    /// <summary>See <see cref="QuestionOnFile.Seen"/>; null for a new question.</summary>
    public string? Seen { get; set; }

    public static QuestionForm Of(QuestionDraft draft, string? seen) => new()
    {
        Key = draft.Key,
        Kind = draft.Kind,
        Lesson = draft.Lesson,
        Credit = draft.Credit,
        Difficulty = draft.Difficulty,
        Theme = draft.Theme,
        Body = draft.Body,
        Translation = draft.Translation,
        Seen = seen,
    };

    public QuestionDraft ToDraft() => new(
        Key?.Trim() ?? "", Kind ?? "", Lesson ?? "", Credit ?? "", Difficulty ?? "", Theme?.Trim() ?? "", Body ?? "", Translation ?? "");
}

/// <summary>What the question of a form looks like now, or what is wrong with it.</summary>
/// <param name="Papers">The question on a paper, once for each language; none while something is wrong.</param>
public sealed record PreviewPage(IReadOnlyList<TrialPaper> Papers, IReadOnlyList<DraftProblem> Problems)
{
    public static PreviewPage Of(QuestionPreview preview)
    {
        (Learning.Courses.Questions.Question?, string)[] read = [(preview.Question, Languages.Chinese), (preview.Translation, Languages.English)];
        return new PreviewPage(
            [.. read.Where(r => r.Item1 is not null).Select(r => TrialPaper.Of(r.Item1!, preview.Bank.CourseKey, r.Item2, 1))],
            preview.Problems);
    }
}

/// <param name="Result">Why it was not saved just now.</param>
/// <param name="Refusal">Why nothing can be saved at the moment.</param>
public sealed record QuestionFormPage(BankOutline Bank, QuestionForm Form, PreviewPage Preview, EditResult? Result = null, Learning.Courses.Refusal? Refusal = null)
{
    public bool IsNew => Form.Seen is null;
}
