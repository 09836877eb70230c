using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>A finished attempt, question by question: what was answered, what is right and why, and where it is taught.</summary>
public sealed class AttemptReview(CoursesDb db)
{
    public async Task<Outcome<ReviewedAttempt>> RunAsync(MemberId member, Guid attemptId, CancellationToken ct)
    {
        if (await db.Attempts.AsNoTracking().FindOwnAsync(member, attemptId, ct) is not { } attempt)
        {
            return new Refusal("Attempt.NotFound");
        }

        if (attempt.FinishedAt is null)
        {
            return new Refusal("Attempt.NotFinished");
        }

        var result = await FinishAttempt.ResultOfAsync(db, attempt.Id, ct);
        var questions = await PaperQuestions.LoadAsync(db, attempt.Slots, ct);
        var last = attempt.LastSteps();
        var found = await AnswerMark.FoundAsync(db, attempt.Id, ct);
        return new ReviewedAttempt(
            attempt.Id,
            attempt.CourseKey,
            attempt.Number,
            questions.Language,
            result.Score,
            result.MaxScore,
            attempt.PassPercent,
            result.Passed,
            result.FinishedAt,
            result.FinishedAt == attempt.DueAt,
            result.Waiting,
            [.. attempt.Slots.OrderBy(s => s.Slot).Select(s => QuestionOf(s, questions[s], last.GetValueOrDefault(s.Slot)?.Response ?? "", found.GetValueOrDefault(s.Slot)))]);
    }

    private static ReviewedQuestion QuestionOf(PaperSlot slot, Question question, string response, string? found)
    {
        var kind = KindRoles.Of(question.Kind);
        return new ReviewedQuestion(
            slot.Slot,
            question.Kind,
            question.Stem,
            kind.Review(question, slot.OptionOrder, response, found),
            response.Length > 0,
            kind.Mark(question, response, found),
            kind.Points(question),
            question.Explanation,
            question.LessonKey)
        {
            IsWaiting = kind.IsMarkedByPerson && response.Length > 0 && found is null,
        };
    }
}

/// <param name="EndedByDeadline">Nobody handed it in; what had been saved by then was marked.</param>
/// <param name="Waiting">Answers that a person has yet to read: the result is not the last.</param>
public sealed record ReviewedAttempt(
    Guid AttemptId,
    string CourseKey,
    int Number,
    string Language,
    Fraction Points,
    int MaxPoints,
    int PassPercent,
    bool Passed,
    DateTime FinishedAt,
    bool EndedByDeadline,
    int Waiting,
    IReadOnlyList<ReviewedQuestion> Questions);

/// <param name="Fields">What was asked, what was answered and what is right.</param>
public sealed record ReviewedQuestion(
    int Slot,
    QuestionKind Kind,
    string Stem,
    IReadOnlyList<ReviewedField> Fields,
    bool IsAnswered,
    Fraction Points,
    int MaxPoints,
    string Explanation,
    string LessonKey)
{
    /// <summary>A person has yet to read it.</summary>
    public bool IsWaiting { get; init; }

    public bool IsRight => Points == MaxPoints;

    public bool IsPartlyRight => Points > Fraction.Zero && Points < MaxPoints;

    /// <summary>The choices of a question that has one list of them.</summary>
    public IReadOnlyList<ReviewedChoice> Choices => Fields[0].Choices;

    /// <summary>What the member wrote in the blank of a question that has one.</summary>
    public string Typed => Fields[0].Typed;

    /// <summary>The variants that fill that blank; none for choices.</summary>
    public IReadOnlyList<string> Accepted => Fields[0].Accepted;
}
