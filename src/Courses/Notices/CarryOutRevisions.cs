using Learning.Courses.Credits;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <summary>
/// Carries out every revision that is in force and not closed: corrects the results, tells those whose mark has changed, and
/// closes it. Run as often as one likes, by the system; what a stop has left undone the next run does.
/// </summary>
public sealed class CarryOutRevisions(CoursesDb db, SchoolCalendar calendar, CorrectResults correct)
{
    /// <summary>A paper handed in at the instant of the decision may have been marked by the state before. No transaction is as long as this.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    private const int ToldAtOnce = 500;

    /// <returns>How many results were corrected.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var corrected = 0;
        foreach (var (revision, decidedAt) in await OpenAsync(ct))
        {
            var begun = calendar.UtcNow();
            corrected += (await correct.RunAsync(revision, ct)).Value?.Corrected ?? 0;
            await TellAsync(revision, ct);
            if (begun - decidedAt >= Settling)
            {
                await CloseAsync(revision, begun, ct);
            }
        }

        return corrected;
    }

    private async Task<IEnumerable<(Guid Revision, DateTime DecidedAt)>> OpenAsync(CancellationToken ct)
    {
        var open = await db.RevisionDecisions.AsNoTracking()
            .Where(d => d.Applies && d.ClosedAt == null)
            .OrderBy(d => d.RecordedAt).ThenBy(d => d.Id)
            .Select(d => new { d.RevisionId, d.RecordedAt })
            .ToListAsync(ct);
        return open.Select(d => (d.RevisionId, d.RecordedAt));
    }

    private async Task CloseAsync(Guid revision, DateTime now, CancellationToken ct)
    {
        (await db.RevisionDecisions.SingleAsync(d => d.RevisionId == revision, ct)).Close(now);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task TellAsync(Guid revision, CancellationToken ct)
    {
        var results = await db.AttemptResults.AsNoTracking()
            .Where(r => r.RevisionId == revision)
            .Join(db.AttemptResults, r => r.CorrectsId, before => before.Id, (r, before) => new { r.Id, r.MemberId, r.AttemptId, r.CourseKey, r.Passed, PassedBefore = before.Passed })
            .OrderBy(r => r.Id)
            .ToListAsync(ct);
        foreach (var some in results.Chunk(ToldAtOnce))
        {
            var notices = some.Select(r => new NewNotice(
                r.MemberId,
                r.Passed == r.PassedBefore ? NoticeKinds.MarkCorrected : r.Passed ? NoticeKinds.QuizPassedNow : NoticeKinds.QuizNotPassedNow,
                $"corrected/{r.Id}",
                [NoticeArgument.Course(r.CourseKey), NoticeArgument.Attempt(r.AttemptId)]));
            await Outbox.PostAsync(db, calendar.UtcNow(), [.. notices], ct);
            db.ChangeTracker.Clear();
        }
    }
}
