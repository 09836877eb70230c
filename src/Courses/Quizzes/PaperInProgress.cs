using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>A paper as its member sees it while answering: nothing in it says what is right.</summary>
public sealed class PaperInProgress(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<OpenPaper?> RunAsync(MemberId member, Guid attemptId, CancellationToken ct)
    {
        if (await db.Attempts.AsNoTracking().FindOwnAsync(member, attemptId, ct) is not { } attempt)
        {
            return null;
        }

        var questions = await PaperQuestions.LoadAsync(db, attempt.Slots, ct);
        var last = attempt.LastSteps();
        var flagged = IndexList.Parse(attempt.Flagged);
        return new OpenPaper(
            attempt.Id,
            attempt.CourseKey,
            attempt.Number,
            questions.Language,
            attempt.DueAt,
            attempt.IsOverdue(calendar.UtcNow()),
            attempt.FinishedAt is not null,
            attempt.StepCount,
            attempt.ClosesAt,
            [.. attempt.Slots.OrderBy(s => s.Slot).Select(s => QuestionOf(s, questions[s], last.GetValueOrDefault(s.Slot), flagged.Contains(s.Slot)))]);
    }

    private static OpenQuestion QuestionOf(PaperSlot slot, Question question, AttemptStep? step, bool flagged) =>
        OpenQuestion.Of(slot, question, step?.Response ?? "") with { SavedAt = step?.At, Sequence = step?.Sequence ?? 0, IsLate = step?.IsLate ?? false, IsFlagged = flagged };
}

/// <param name="StepCount">What the page knows of; it comes back with every answer.</param>
/// <param name="ClosesAt">The deadline and its grace; see <see cref="Attempt.ClosesAt"/>.</param>
public sealed record OpenPaper(
    Guid AttemptId,
    string CourseKey,
    int Number,
    string Language,
    DateTime DueAt,
    bool IsOverdue,
    bool IsFinished,
    int StepCount,
    DateTime ClosesAt,
    IReadOnlyList<OpenQuestion> Questions);

/// <param name="Fields">What is to be filled in, in the order of this paper.</param>
/// <param name="Sequence">Of the newest stored answer to this question; 0 for none. It comes back with the next answer to it.</param>
/// <param name="IsLate">The newest answer arrived after the deadline, within the grace.</param>
/// <param name="IsFlagged">The member wants to look at it again.</param>
public sealed record OpenQuestion(
    int Slot, QuestionKind Kind, string Stem, IReadOnlyList<AnswerField> Fields, bool IsAnswered, DateTime? SavedAt, int Sequence, bool IsLate, bool IsFlagged)
{
    /// <summary>Of no sitting: nothing is saved, nothing is marked to be looked at again.</summary>
    public static OpenQuestion Of(PaperSlot slot, Question question, string response)
    {
        ArgumentNullException.ThrowIfNull(slot);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(response);
        return new OpenQuestion(
            slot.Slot, question.Kind, question.Stem, KindRoles.Of(question.Kind).Open(question, slot.OptionOrder, response), response.Length > 0, null, 0, false, false);
    }

    /// <summary>The choices of a question that has one list of them.</summary>
    public IReadOnlyList<FieldChoice> Choices => Fields[0].Choices;

    /// <summary>What stands in the blank of a question that has one.</summary>
    public string Typed => Fields[0].Typed;
}
