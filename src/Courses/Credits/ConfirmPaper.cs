using Learning.Courses.Catalogue;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>
/// A second person has compared a sheet with what the first one keyed: it becomes an attempt, is marked as one on the site
/// would be, and the course pass follows, all in one transaction. Confirming twice gives the same result.
/// </summary>
public sealed class ConfirmPaper(CoursesDb db, SchoolCalendar calendar, ContentFolder content, PassCourse passCourse)
{
    private const int MaxTries = 5;

    /// <summary>Noon, as good as any hour of a day whose hours nobody noted.</summary>
    private static readonly TimeOnly Noon = new(12, 0);

    /// <param name="keyingId">What the second person has seen; another keying since then has to be compared anew.</param>
    public async Task<Outcome<AttemptResult>> RunAsync(Guid sheetId, Guid keyingId, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var found = await KeyPaper.FindAsync(db, calendar, sheetId, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal.Code == "PaperQuiz.AlreadyConfirmed" ? await ConfirmedAsync(sheetId, ct) : refusal;
            }

            var sheet = found.Value!;
            var keying = await PaperDesk.LastAsync(db, sheetId, ct);
            var taken = await db.Attempts.CountAsync(a => a.MemberId == sheet.MemberId && a.CourseKey == sheet.CourseKey, ct);
            if (await RefuseAsync(sheet, keying, keyingId, taken, ct) is { } no)
            {
                return no;
            }

            try
            {
                return await StoreAsync(sheet, keying!, taken + 1, ct);
            }
            catch (DbUpdateException) when (tries < MaxTries)
            {
                // The same button twice at once, or the member has just begun a sitting on the site. Looking afresh tells which.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<AttemptResult> ConfirmedAsync(Guid sheetId, CancellationToken ct) =>
        await FinishAttempt.ResultOfAsync(db, await db.Attempts.Where(a => a.SheetId == sheetId).Select(a => a.Id).SingleAsync(ct), ct);

    private async Task<Refusal?> RefuseAsync(PaperSheet sheet, PaperKeying? keying, Guid keyingId, int taken, CancellationToken ct)
    {
        if (keying is null || keying.Id != keyingId)
        {
            return new Refusal("PaperQuiz.KeyedMeanwhile");
        }

        if (keying.KeyedBy == db.Viewer.MemberId)
        {
            return new Refusal("PaperQuiz.SecondPerson");
        }

        var most = (content.Current.FindCourse(sheet.CourseKey)?.Quiz?.Attempts ?? 1) + (await Allowed.FindAsync(db, sheet.MemberId, sheet.CourseKey, ct)).ExtraAttempts;
        return taken >= most ? new Refusal("PaperQuiz.NoAttemptsLeft", most) : null;
    }

    private async Task<AttemptResult> StoreAsync(PaperSheet sheet, PaperKeying keying, int number, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var written = calendar.ToUtc(keying.WrittenOn, Noon);
        var attempt = Attempt.OnPaper(sheet, number, keying.Responses(), written < now ? written : now, now);
        db.Attempts.Add(attempt);
        db.PaperConfirmations.Add(new PaperConfirmation(RowId.At(now), keying, now, db.Viewer.MemberId!.Value));
        var result = await FinishAttempt.AddResultAsync(db, attempt, now, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        if (result.Passed)
        {
            await passCourse.RunAsync(sheet.MemberId, sheet.CourseKey, ct);
        }

        await transaction.CommitAsync(ct);
        return result;
    }
}
