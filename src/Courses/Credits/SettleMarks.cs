using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>
/// Writes the result of every sitting whose answers have all been read since its last result, and the course pass that
/// follows. Run as often as one likes, by anybody who sees everything: where nothing has changed, nothing is written.
/// </summary>
public sealed class SettleMarks(CoursesDb db, SchoolCalendar calendar, PassCourse passCourse)
{
    private const int BatchSize = 200;

    /// <summary>How many sittings got another result.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var settled = 0;
        var seen = new HashSet<Guid>();
        while (await NextAsync([.. seen], ct) is { Count: > 0 } batch)
        {
            foreach (var attempt in batch)
            {
                seen.Add(attempt);
                settled += await SettleAsync(attempt, ct) ? 1 : 0;
                db.ChangeTracker.Clear();
            }
        }

        return settled;
    }

    /// <summary>Sittings with a mark that is not older than their last result.</summary>
    private Task<List<Guid>> NextAsync(List<Guid> except, CancellationToken ct) =>
        db.AttemptResults.AsNoTracking()
            .Where(r => !db.AttemptResults.Any(later => later.CorrectsId == r.Id)
                && db.AnswerMarks.Any(m => m.AttemptId == r.AttemptId && m.RecordedAt >= r.RecordedAt)
                && !except.Contains(r.AttemptId)
                && db.MemberKeys.Any(k => k.MemberId == r.MemberId)) // Of an erased member nothing is left to mark.
            .OrderBy(r => r.RecordedAt)
            .Take(BatchSize)
            .Select(r => r.AttemptId)
            .ToListAsync(ct);

    private async Task<bool> SettleAsync(Guid attemptId, CancellationToken ct)
    {
        var attempt = await db.Attempts.AsNoTracking().AsSplitQuery().SingleAsync(a => a.Id == attemptId, ct);
        var last = await FinishAttempt.ResultOfAsync(db, attemptId, ct);
        var mark = await FinishAttempt.MarkOfAsync(db, attempt, ct);
        if (mark.Waiting > 0 || (last.Waiting == 0 && last.Score == mark.Points))
        {
            return false;
        }

        var now = calendar.UtcNow();
        var result = AttemptResult.Of(RowId.At(now), attempt, mark, now, last.Id);
        db.AttemptResults.Add(result);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // The job and the marker's own request settle at once: the key lets one in, and it is the same result.
            return false;
        }

        if (result.Passed)
        {
            await passCourse.RunAsync(attempt.MemberId, attempt.CourseKey, ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    }
}
