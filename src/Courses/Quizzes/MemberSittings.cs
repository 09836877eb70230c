using Learning.Courses.Catalogue;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>How often a member has sat each quiz of how often, and what was allowed beyond the rule. No marks: they are the member's own.</summary>
public sealed class MemberSittings(CoursesDb db, ContentFolder content)
{
    /// <summary>One for every course that has a quiz, in the order of the courses.</summary>
    public async Task<IReadOnlyList<QuizSittings>> RunAsync(MemberId member, CancellationToken ct)
    {
        var sat = await db.Attempts.AsNoTracking()
            .Where(a => a.MemberId == member)
            .Select(a => new { a.CourseKey, a.FinishedAt, a.DueAt })
            .ToListAsync(ct);
        var allowed = await db.SittingAllowances.AsNoTracking()
            .Where(a => a.MemberId == member)
            .OrderBy(a => a.RecordedAt)
            .Select(a => new
            {
                a.CourseKey,
                Line = new AllowanceLine(
                    a.ExtraMinutes, a.ExtraAttempts, a.ReasonCode, a.RecordedAt, db.Members.Where(m => m.MemberId == a.GrantedBy).Select(m => m.Name).FirstOrDefault(), a.OtherDay),
            })
            .ToListAsync(ct);
        return
        [
            .. content.Current.Courses.Where(c => c.Quiz is not null).Select(c => new QuizSittings(
                c.Key,
                sat.Count(s => s.CourseKey == c.Key),
                c.Quiz!.Attempts + allowed.Where(a => a.CourseKey == c.Key).Sum(a => a.Line.ExtraAttempts),
                sat.Where(s => s.CourseKey == c.Key && s.FinishedAt is null).Select(s => (DateTime?)s.DueAt).FirstOrDefault(),
                [.. allowed.Where(a => a.CourseKey == c.Key).Select(a => a.Line)])),
        ];
    }
}

/// <param name="Used">Sittings begun, the open one among them.</param>
/// <param name="Most">By the rule and what was allowed.</param>
/// <param name="OpenUntil">The deadline of the sitting that is going on.</param>
public sealed record QuizSittings(string CourseKey, int Used, int Most, DateTime? OpenUntil, IReadOnlyList<AllowanceLine> Allowed);

/// <param name="GrantedBy">Null when the viewer may not see who it was.</param>
public sealed record AllowanceLine(int ExtraMinutes, int ExtraAttempts, string ReasonCode, DateTime RecordedAt, string? GrantedBy, DateOnly? OtherDay);
