using Learning.Courses.Credits;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>Reads what members have done in some courses: what <see cref="Standing.OfAssignment"/> judges. Cut down to the viewer, as every query.</summary>
public sealed class StudyFacts(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>Four queries however many members are asked for.</summary>
    public async Task<ILookup<MemberId, StudyFact>> RunAsync(
        IReadOnlyCollection<MemberId> members, IReadOnlyCollection<string> courseKeys, CancellationToken ct)
    {
        var passes = await db.CoursePasses.AsNoTracking()
            .InForce(db)
            .Where(p => members.Contains(p.MemberId) && courseKeys.Contains(p.CourseKey))
            .Select(p => new StudyFact(p.Id, p.MemberId, StudyFactKind.CoursePassed, p.CourseKey, p.PassedOn, null))
            .ToListAsync(ct);
        var facts = passes.Concat(await LessonsAsync(members, courseKeys, ct)).Concat(await QuizzesAsync(members, courseKeys, ct));
        return facts.ToLookup(f => f.MemberId);
    }

    private async Task<IEnumerable<StudyFact>> LessonsAsync(
        IReadOnlyCollection<MemberId> members, IReadOnlyCollection<string> courseKeys, CancellationToken ct)
    {
        var prefixes = courseKeys.Select(key => key + "/").ToList();
        var rows = await db.LessonCredits.AsNoTracking()
            .Where(c => members.Contains(c.MemberId) && prefixes.Any(p => c.LessonKey.StartsWith(p)))
            .Select(c => new { c.Id, c.MemberId, c.LessonKey, c.RecordedAt })
            .ToListAsync(ct);
        return rows.Select(c => new StudyFact(
            c.Id, c.MemberId, StudyFactKind.LessonFinished, c.LessonKey[..c.LessonKey.IndexOf('/', StringComparison.Ordinal)], calendar.DayOf(c.RecordedAt), c.LessonKey));
    }

    private async Task<IEnumerable<StudyFact>> QuizzesAsync(
        IReadOnlyCollection<MemberId> members, IReadOnlyCollection<string> courseKeys, CancellationToken ct)
    {
        // A corrected result no longer counts; the one that corrects it does.
        var results = await db.AttemptResults.AsNoTracking()
            .Where(r => members.Contains(r.MemberId) && courseKeys.Contains(r.CourseKey) && !db.AttemptResults.Any(c => c.CorrectsId == r.Id))
            .Select(r => new { r.Id, r.MemberId, r.CourseKey, r.Passed, r.FinishedAt })
            .ToListAsync(ct);

        // A sitting that has no result yet is a beginning too.
        var open = await db.Attempts.AsNoTracking()
            .Where(a => members.Contains(a.MemberId) && courseKeys.Contains(a.CourseKey) && a.FinishedAt == null)
            .Select(a => new { a.Id, a.MemberId, a.CourseKey, a.RecordedAt })
            .ToListAsync(ct);
        return open.Select(a => new StudyFact(a.Id, a.MemberId, StudyFactKind.QuizTried, a.CourseKey, calendar.DayOf(a.RecordedAt)))
            .Concat(results.Select(r => new StudyFact(
                r.Id, r.MemberId, r.Passed ? StudyFactKind.QuizPassed : StudyFactKind.QuizTried, r.CourseKey, calendar.DayOf(r.FinishedAt))));
    }
}
