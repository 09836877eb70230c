using System.Security.Cryptography;
using Learning.Courses.Catalogue;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>
/// Writes the pass and its certificate once everything that the course asks for is done. To be called after each step that
/// could have been the last; asking too early or twice does no harm.
/// </summary>
public sealed class PassCourse(CoursesDb db, SchoolCalendar calendar, ContentFolder content)
{
    /// <summary>Crockford's base 32: no letter that an eye takes for a digit.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int NumberLength = 12;

    /// <summary>The pass, the earlier one if there is one already; null while something is still to be done.</summary>
    /// <param name="on">The day of the pass where the last thing was done on paper and is only now put on record; else today.</param>
    public async Task<CoursePass?> RunAsync(MemberId member, string courseKey, CancellationToken ct, DateOnly? on = null)
    {
        if (await FindAsync(member, courseKey, ct) is { } earlier)
        {
            return earlier;
        }

        if (content.Current.FindCourse(courseKey) is not { } course || !await IsDoneAsync(member, course, ct))
        {
            return null;
        }

        var now = calendar.UtcNow();
        var pass = new CoursePass(RowId.At(now), member, course.Key, course.Hash, course.Minutes, course.Quiz is not null, on ?? calendar.Today(), now);
        db.CoursePasses.Add(pass);
        db.Certificates.Add(new Certificate(RowId.At(now), member, RandomNumberGenerator.GetString(Alphabet, NumberLength), pass.Id, now));
        try
        {
            await db.SaveChangesAsync(ct);
            return pass;
        }
        catch (DbUpdateException)
        {
            // The last lesson and the quiz were finished in two tabs: one pass and one certificate win together.
            db.ChangeTracker.Clear();
            if (await FindAsync(member, courseKey, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private Task<CoursePass?> FindAsync(MemberId member, string courseKey, CancellationToken ct) =>
        db.CoursePasses.AsNoTracking().SingleOrDefaultAsync(p => p.MemberId == member && p.CourseKey == courseKey, ct);

    private async Task<bool> IsDoneAsync(MemberId member, Course course, CancellationToken ct)
    {
        var keys = course.Lessons.Select(l => l.Key).ToList();
        var credited = await db.LessonCredits.CountAsync(c => c.MemberId == member && keys.Contains(c.LessonKey), ct);
        return credited == keys.Count && (course.Quiz is null || await HasPassedQuizAsync(member, course.Key, ct));
    }

    /// <summary>A result that was put right later does not count; the one that corrects it does.</summary>
    private Task<bool> HasPassedQuizAsync(MemberId member, string courseKey, CancellationToken ct) =>
        db.AttemptResults.AnyAsync(
            r => r.MemberId == member && r.CourseKey == courseKey && r.Passed && !db.AttemptResults.Any(later => later.CorrectsId == r.Id), ct);
}
