using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>
/// Ends a sitting and marks it. Adds rows and does not save: what a pass leads to is decided in the rooms below, which save
/// everything at once, so that no crash can leave a sitting ended but not marked.
/// </summary>
public static class FinishAttempt
{
    /// <summary>The first result of an attempt that has just been ended; null when it had been ended before.</summary>
    public static async Task<AttemptResult?> AddAsync(CoursesDb db, Attempt attempt, DateTime now, CancellationToken ct)
    {
        if (!attempt.Finish(now))
        {
            return null;
        }

        return await AddResultAsync(db, attempt, now, ct);
    }

    /// <summary>The first result of an attempt that has ended.</summary>
    internal static async Task<AttemptResult> AddResultAsync(CoursesDb db, Attempt attempt, DateTime now, CancellationToken ct)
    {
        var result = AttemptResult.Of(RowId.At(now), attempt, await MarkOfAsync(db, attempt, ct), now);
        db.AttemptResults.Add(result);
        return result;
    }

    /// <summary>The result that holds today: the last of the chain of corrections.</summary>
    public static Task<AttemptResult> ResultOfAsync(CoursesDb db, Guid attemptId, CancellationToken ct) =>
        db.AttemptResults.AsNoTracking().SingleAsync(r => r.AttemptId == attemptId && !db.AttemptResults.Any(later => later.CorrectsId == r.Id), ct);

    /// <summary>What an attempt is worth by what is known today.</summary>
    internal static async Task<Mark> MarkOfAsync(CoursesDb db, Attempt attempt, CancellationToken ct)
    {
        var questions = await PaperQuestions.LoadAsync(db, attempt.Slots, ct);
        var found = await AnswerMark.FoundAsync(db, attempt.Id, ct);

        // A question that was corrected while the paper lay open marks as corrected from the first.
        return RevisedPaper.Of(attempt, questions, found, await RevisionChain.LoadAsync(db, attempt.CourseKey, ct)).Mark;
    }
}
