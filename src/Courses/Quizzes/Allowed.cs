using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>What all allowances of one member for one quiz come to.</summary>
/// <param name="ExtraMinutes">The largest and not the sum: who allows 20 minutes means 20 minutes, also after somebody else allowed 10.</param>
/// <param name="ExtraAttempts">The sum: each is one more chance.</param>
public sealed record Allowed(int ExtraMinutes, int ExtraAttempts)
{
    internal static async Task<Allowed> FindAsync(CoursesDb db, MemberId member, string courseKey, CancellationToken ct)
    {
        var rows = await db.SittingAllowances.AsNoTracking()
            .Where(a => a.MemberId == member && a.CourseKey == courseKey)
            .Select(a => new { a.ExtraMinutes, a.ExtraAttempts })
            .ToListAsync(ct);
        return new Allowed(rows.Select(r => r.ExtraMinutes).DefaultIfEmpty(0).Max(), rows.Sum(r => r.ExtraAttempts));
    }
}
