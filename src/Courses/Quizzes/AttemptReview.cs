using Learning.Courses.Questions;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>
/// A finished attempt, question by question: what was answered, what is right and why, and where it is taught. A question that was
/// corrected since is shown as corrected, and what the mark was before is said.
/// </summary>
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
        var found = await AnswerMark.FoundAsync(db, attempt.Id, ct);
        var chain = await RevisionChain.LoadAsync(db, attempt.CourseKey, ct);
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
            [.. PaperBehind(result, attempt, questions, found, chain).Slots.Select(QuestionOf)])
        {
            Corrections = await CorrectionsAsync(attempt.Id, chain, ct),
        };
    }

    /// <summary>A revision that was decided this moment may not have come to this paper yet; then the page shows what the result rests on.</summary>
    private static RevisedPaper PaperBehind(
        AttemptResult result, Attempt attempt, PaperQuestions questions, IReadOnlyDictionary<int, string> found, RevisionChain chain)
    {
        var paper = RevisedPaper.Of(attempt, questions, found, chain);
        return paper.Mark.Points == result.Score ? paper : RevisedPaper.Of(attempt, questions, found, chain.At(result.RecordedAt));
    }

    private async Task<IReadOnlyList<ResultCorrection>> CorrectionsAsync(Guid attemptId, RevisionChain chain, CancellationToken ct)
    {
        var results = await db.AttemptResults.AsNoTracking().Where(r => r.AttemptId == attemptId).ToListAsync(ct);
        return [.. results
            .Where(r => r.RevisionId is not null)
            .OrderBy(r => r.RecordedAt).ThenBy(r => r.Id)
            .Join(results, r => r.CorrectsId, r => r.Id, (after, before) => new ResultCorrection(
                after.RecordedAt, chain.Steps.FirstOrDefault(s => s.Revision.Id == after.RevisionId)?.Revision.ReasonCode ?? "", before.Score, before.Passed, after.Score, after.Passed))];
    }

    private static ReviewedQuestion QuestionOf(RevisedSlot slot)
    {
        var question = slot.Question;
        return new ReviewedQuestion(
            slot.Slot,
            question.Kind,
            question.Stem,
            KindRoles.Of(question.Kind).Review(question, slot.Order, slot.Response, slot.Found),
            slot.Response.Length > 0,
            slot.Points,
            slot.MaxPoints,
            question.Explanation,
            question.LessonKey)
        {
            IsWaiting = slot.IsWaiting,
            IsVoid = slot.IsVoid,
            Corrections = [.. slot.Revisions.Select(r => new QuestionCorrection(r.By.At, r.By.Revision.ReasonCode, r.By.Revision.ToVoid, r.Effect, r.Refusal))],
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
    IReadOnlyList<ReviewedQuestion> Questions)
{
    /// <summary>How the mark has changed since the sitting, oldest first.</summary>
    public IReadOnlyList<ResultCorrection> Corrections { get; init; } = [];
}

/// <summary>The mark was corrected, because a question had been marked wrongly.</summary>
public sealed record ResultCorrection(DateTime At, string ReasonCode, Fraction Before, bool PassedBefore, Fraction After, bool PassedAfter);

/// <summary>The question was corrected after the sitting, and what that did to this answer.</summary>
/// <param name="Refusal">Why the answer could not be carried over.</param>
public sealed record QuestionCorrection(DateTime At, string ReasonCode, bool IsVoid, RevisionEffect Effect, Refusal? Refusal);

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

    /// <summary>Every answer counts as right.</summary>
    public bool IsVoid { get; init; }

    public IReadOnlyList<QuestionCorrection> Corrections { get; init; } = [];

    public bool IsRight => Points == MaxPoints;

    public bool IsPartlyRight => Points > Fraction.Zero && Points < MaxPoints;

    /// <summary>The choices of a question that has one list of them.</summary>
    public IReadOnlyList<ReviewedChoice> Choices => Fields[0].Choices;

    /// <summary>What the member wrote in the blank of a question that has one.</summary>
    public string Typed => Fields[0].Typed;

    /// <summary>The variants that fill that blank; none for choices.</summary>
    public IReadOnlyList<string> Accepted => Fields[0].Accepted;
}
