using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>
/// Hands in a quiz: ends the sitting, marks it, and writes the course pass if this was the last thing missing, all in one
/// transaction. Handing in twice, or after the job has done it, gives the result that there is.
/// </summary>
public sealed class CompleteQuiz(CoursesDb db, SchoolCalendar calendar, PassCourse passCourse)
{
    private const int MaxTries = 5;

    public async Task<Outcome<AttemptResult>> RunAsync(MemberId member, Guid attemptId, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            if (await db.Attempts.FindOwnAsync(member, attemptId, ct) is not { } attempt)
            {
                return new Refusal("Attempt.NotFound");
            }

            try
            {
                return await FinishAsync(attempt, ct) ?? await FinishAttempt.ResultOfAsync(db, attemptId, ct);
            }
            catch (DbUpdateException) when (tries < MaxTries)
            {
                // An answer was saved in this very moment, and must count; or somebody else has just finished. Look again.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<AttemptResult?> FinishAsync(Attempt attempt, CancellationToken ct)
    {
        if (await FinishAttempt.AddAsync(db, attempt, calendar.UtcNow(), ct) is not { } result)
        {
            return null;
        }

        // Two saves, because the pass is decided by what is stored; one transaction, because a result without its pass would
        // be found by nobody.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        if (result.Passed)
        {
            await passCourse.RunAsync(attempt.MemberId, attempt.CourseKey, ct);
        }

        await transaction.CommitAsync(ct);
        return result;
    }
}
