using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Catalogue;

/// <summary>
/// Stores every edition that the current snapshot shows, so that a credit can name what was read for ever. Run after each
/// reading of the folder; running it again, or on several nodes at once, changes nothing.
/// </summary>
public sealed class KeepEditions(CoursesDb db, SchoolCalendar calendar, ContentFolder content)
{
    private const int Attempts = 5;

    /// <summary>How many editions were new.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var shown = content.Current.Courses;
        var now = calendar.UtcNow();
        var lessons = shown.SelectMany(c => c.Lessons).SelectMany(l => l.Texts.Values, (l, t) => Edition(l, t, now));
        var courses = shown.Select(c => new CourseEdition(RowId.At(now), c.Hash, c.Key, c.In(Languages.Chinese).Title, c.Manifest, now));
        return await KeepAsync([.. lessons.DistinctBy(l => l.Hash)], [.. courses], ct);
    }

    /// <summary>Stores one text of a lesson, in case it was shown before anybody ran the rest.</summary>
    internal async Task RunAsync(Lesson lesson, LessonText text, CancellationToken ct) =>
        await KeepAsync([Edition(lesson, text, calendar.UtcNow())], [], ct);

    private async Task<int> KeepAsync(IReadOnlyList<LessonEdition> lessons, IReadOnlyList<CourseEdition> courses, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await AddMissingAsync(lessons, courses, ct);
            try
            {
                return db.ChangeTracker.HasChanges() ? await SaveAsync(ct) : 0;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Another node stored one of them first. What is still missing is looked up again.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task AddMissingAsync(IReadOnlyList<LessonEdition> lessons, IReadOnlyList<CourseEdition> courses, CancellationToken ct)
    {
        foreach (var some in lessons.Chunk(500))
        {
            var hashes = some.Select(e => e.Hash).ToList();
            var kept = await db.LessonEditions.Where(e => hashes.Contains(e.Hash)).Select(e => e.Hash).ToListAsync(ct);
            db.LessonEditions.AddRange(some.Where(e => !kept.Contains(e.Hash)));
        }

        foreach (var some in courses.Chunk(500))
        {
            var hashes = some.Select(e => e.Hash).ToList();
            var kept = await db.CourseEditions.Where(e => hashes.Contains(e.Hash)).Select(e => e.Hash).ToListAsync(ct);
            db.CourseEditions.AddRange(some.Where(e => !kept.Contains(e.Hash)));
        }
    }

    private async Task<int> SaveAsync(CancellationToken ct)
    {
        var added = db.ChangeTracker.Entries().Count(e => e.State == EntityState.Added);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return added;
    }

    private static LessonEdition Edition(Lesson lesson, LessonText text, DateTime now) =>
        new(text.Hash, lesson.Key, text.Language, text.Title, lesson.Minutes, text.Html, now);
}
