using Learning.Courses.Catalogue;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>What all allowances of one member for one quiz come to.</summary>
/// <param name="ExtraMinutes">The largest and not the sum: who allows 20 minutes means 20 minutes, also after somebody else allowed 10.</param>
/// <param name="ExtraAttempts">The sum: each is one more chance.</param>
/// <param name="Days">On which a sitting may begin although the quiz is closed.</param>
public sealed record Allowed(int ExtraMinutes, int ExtraAttempts, IReadOnlyList<DateOnly> Days)
{
    /// <summary>Why no sitting may begin today, and on which day the next may; null when one may.</summary>
    public Refusal? RefuseToday(QuizDays days, DateOnly today)
    {
        if (days.Include(today) || Days.Contains(today))
        {
            return null;
        }

        var coming = Days.Select(d => (DateOnly?)d).Append(days.From).Where(d => d > today).Min();
        return coming is { } day ? new Refusal("Quiz.OpensOn", day) : new Refusal("Quiz.Closed", days.To!.Value);
    }

    internal static async Task<Allowed> FindAsync(CoursesDb db, MemberId member, string courseKey, CancellationToken ct)
    {
        var rows = await db.SittingAllowances.AsNoTracking()
            .Where(a => a.MemberId == member && a.CourseKey == courseKey)
            .Select(a => new { a.ExtraMinutes, a.ExtraAttempts, a.OtherDay })
            .ToListAsync(ct);
        return new Allowed(rows.Select(r => r.ExtraMinutes).DefaultIfEmpty(0).Max(), rows.Sum(r => r.ExtraAttempts), [.. rows.Select(r => r.OtherDay).OfType<DateOnly>()]);
    }
}
