using Learning.Courses.Catalogue;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>
/// Credits a member with a lesson in the edition that was on the screen, and with the course if that was the last thing
/// missing. Asking twice gives the first credit back.
/// </summary>
public sealed class CreditLesson(CoursesDb db, SchoolCalendar calendar, ContentFolder content, KeepEditions keepEditions, PassCourse passCourse)
{
    /// <param name="contentHash">What the page says it showed. Refused unless it is an edition of this lesson that we have shown.</param>
    public async Task<Outcome<LessonCredit>> RunAsync(MemberId member, string lessonKey, string contentHash, CancellationToken ct)
    {
        if (await CheckShownAsync(lessonKey, contentHash, ct) is { } refusal)
        {
            return refusal;
        }

        var credit = await FindAsync(member, lessonKey, ct) ?? await AddAsync(member, lessonKey, contentHash, ct);

        // Also after an earlier credit: if the site stopped between the two, the second click makes it good.
        await passCourse.RunAsync(member, lessonKey[..lessonKey.IndexOf('/')], ct);
        return credit;
    }

    private async Task<Refusal?> CheckShownAsync(string lessonKey, string contentHash, CancellationToken ct)
    {
        var lesson = content.Current.FindLesson(lessonKey);
        if (lesson?.Texts.Values.FirstOrDefault(t => t.Hash == contentHash) is { } text)
        {
            await keepEditions.RunAsync(lesson, text, ct);
            return null;
        }

        // A page opened before the text was changed is credited with what it showed.
        if (await db.LessonEditions.AnyAsync(e => e.Hash == contentHash && e.LessonKey == lessonKey, ct))
        {
            return null;
        }

        return new Refusal(lesson is null ? "Lesson.Unknown" : "Lesson.Changed");
    }

    private async Task<LessonCredit> AddAsync(MemberId member, string lessonKey, string contentHash, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var credit = new LessonCredit(RowId.At(now), member, lessonKey, contentHash, now);
        db.LessonCredits.Add(credit);
        try
        {
            await db.SaveChangesAsync(ct);
            return credit;
        }
        catch (DbUpdateException)
        {
            // Two tabs, one lesson: the key lets only one insert win, and the loser reads the winner.
            db.ChangeTracker.Clear();
            if (await FindAsync(member, lessonKey, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private Task<LessonCredit?> FindAsync(MemberId member, string lessonKey, CancellationToken ct) =>
        db.LessonCredits.AsNoTracking().SingleOrDefaultAsync(c => c.MemberId == member && c.LessonKey == lessonKey, ct);
}
