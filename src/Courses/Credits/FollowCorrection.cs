using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>
/// What a corrected result leads to: who passes by it gets the pass and the certificate, and who passes by nothing any more loses
/// the pass. Nothing for a result that stays on its side of the line. Saves, within the transaction of the caller.
/// </summary>
internal sealed class FollowCorrection(CoursesDb db, PassCourse passCourse)
{
    public async Task RunAsync(AttemptResult before, AttemptResult after, CancellationToken ct)
    {
        if (after.Passed && !before.Passed)
        {
            await passCourse.RunAsync(after.MemberId, after.CourseKey, ct);
        }
        else if (before.Passed && !after.Passed)
        {
            await WithdrawAsync(after, ct);
        }
    }

    private async Task WithdrawAsync(AttemptResult result, CancellationToken ct)
    {
        var pass = await db.CoursePasses.AsNoTracking().InForce(db)
            .SingleOrDefaultAsync(p => p.MemberId == result.MemberId && p.CourseKey == result.CourseKey && p.QuizPassed, ct);
        if (pass is null || await PassesOtherwiseAsync(result, ct))
        {
            return;
        }

        db.CoursePassWithdrawals.Add(new CoursePassWithdrawal(RowId.At(result.RecordedAt), result.MemberId, result.CourseKey, pass.Id, result.RevisionId!.Value, result.RecordedAt));
        await db.SaveChangesAsync(ct);
    }

    private Task<bool> PassesOtherwiseAsync(AttemptResult result, CancellationToken ct) => db.AttemptResults.AnyAsync(
        r => r.MemberId == result.MemberId && r.CourseKey == result.CourseKey && r.Passed && !db.AttemptResults.Any(later => later.CorrectsId == r.Id), ct);
}
