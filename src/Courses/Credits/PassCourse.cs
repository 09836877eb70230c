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
    /// <summary>The pass, the earlier one if there is one that holds; null while something is still to be done.</summary>
    public async Task<CoursePass?> RunAsync(MemberId member, string courseKey, CancellationToken ct)
    {
        if (await FindAsync(member, courseKey, ct) is { } earlier)
        {
            return earlier;
        }

        var now = calendar.UtcNow();
        var withdrawn = await db.CoursePasses.AsNoTracking()
            .SingleOrDefaultAsync(p => p.MemberId == member && p.CourseKey == courseKey && !db.CoursePasses.Any(later => later.ReplacesId == p.Id), ct);
        var pass = withdrawn is null ? await FirstAsync(member, courseKey, now, ct) : await AgainAsync(withdrawn, now, ct);
        return pass is null ? null : await StoreAsync(pass, ct);
    }

    private async Task<CoursePass> StoreAsync(CoursePass pass, CancellationToken ct)
    {
        db.CoursePasses.Add(pass);
        db.Certificates.Add(new Certificate(RowId.At(pass.RecordedAt), pass.MemberId, CertificateNumber.New(), pass.Id, pass.RecordedAt));
        try
        {
            await db.SaveChangesAsync(ct);
            return pass;
        }
        catch (DbUpdateException)
        {
            // The last lesson and the quiz were finished in two tabs: one pass and one certificate win together.
            db.ChangeTracker.Clear();
            if (await FindAsync(pass.MemberId, pass.CourseKey, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private Task<CoursePass?> FindAsync(MemberId member, string courseKey, CancellationToken ct) =>
        db.CoursePasses.AsNoTracking().InForce(db).SingleOrDefaultAsync(p => p.MemberId == member && p.CourseKey == courseKey, ct);

    private async Task<CoursePass?> FirstAsync(MemberId member, string courseKey, DateTime now, CancellationToken ct)
    {
        if (content.Current.FindCourse(courseKey) is not { } course)
        {
            return null;
        }

        var keys = course.Lessons.Select(l => l.Key).ToList();
        var credited = await db.LessonCredits.Where(c => c.MemberId == member && keys.Contains(c.LessonKey)).Select(c => c.RecordedAt).ToListAsync(ct);
        if (credited.Count < keys.Count)
        {
            return null;
        }

        // By the facts and not by the clock: whoever passes only because a question was corrected had done everything before.
        var quiz = course.Quiz is null ? null : await FirstPassedAtAsync(member, course.Key, ct);
        if (course.Quiz is not null && quiz is null)
        {
            return null;
        }

        var steps = credited.Select(at => (DateTime?)at).Append(quiz);
        var on = calendar.DayOf(steps.Max() ?? now);
        return new CoursePass(RowId.At(now), member, course.Key, course.Hash, course.Minutes, course.Quiz is not null, on, now);
    }

    /// <summary>After a withdrawal only the quiz was missing: the lessons were done for the edition that was passed.</summary>
    private async Task<CoursePass?> AgainAsync(CoursePass withdrawn, DateTime now, CancellationToken ct)
    {
        if (await FirstPassedAtAsync(withdrawn.MemberId, withdrawn.CourseKey, ct) is not { } quiz)
        {
            return null;
        }

        var sat = calendar.DayOf(quiz);
        return new CoursePass(
            RowId.At(now),
            withdrawn.MemberId,
            withdrawn.CourseKey,
            withdrawn.EditionHash,
            withdrawn.Minutes,
            withdrawn.QuizPassed,
            sat > withdrawn.PassedOn ? sat : withdrawn.PassedOn,
            now,
            withdrawn.Id);
    }

    /// <summary>When the first sitting ended that passes. A result that was put right later does not count; the one that corrects it does.</summary>
    private Task<DateTime?> FirstPassedAtAsync(MemberId member, string courseKey, CancellationToken ct) => db.AttemptResults
        .Where(r => r.MemberId == member && r.CourseKey == courseKey && r.Passed && !db.AttemptResults.Any(later => later.CorrectsId == r.Id))
        .MinAsync(r => (DateTime?)r.FinishedAt, ct);
}
