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

        var mark = await MarkOfAsync(db, attempt, ct);
        var result = AttemptResult.Of(RowId.At(now), attempt, mark, now);
        db.AttemptResults.Add(result);
        return result;
    }

    /// <summary>The result that holds today: the last of the chain of corrections.</summary>
    public static Task<AttemptResult> ResultOfAsync(CoursesDb db, Guid attemptId, CancellationToken ct) =>
        db.AttemptResults.AsNoTracking().SingleAsync(r => r.AttemptId == attemptId && !db.AttemptResults.Any(later => later.CorrectsId == r.Id), ct);

    private static async Task<Mark> MarkOfAsync(CoursesDb db, Attempt attempt, CancellationToken ct)
    {
        var questions = await PaperQuestions.LoadAsync(db, attempt.Slots, ct);
        return Marker.Mark(attempt.Slots, questions.ByHash, attempt.LastSteps().ToDictionary(s => s.Key, s => s.Value.Response));
    }
}
