using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>What a member should know before starting: the rule, what is used up of it, and what came out so far.</summary>
public sealed class QuizOverview(CoursesDb db, ContentFolder content, SchoolCalendar calendar)
{
    /// <summary>Null where the course has no quiz.</summary>
    public async Task<QuizState?> RunAsync(MemberId member, string courseKey, CancellationToken ct)
    {
        if (content.Current.FindCourse(courseKey) is not { Quiz: { } quiz })
        {
            return null;
        }

        var results = db.AttemptResults.Where(r => !db.AttemptResults.Any(later => later.CorrectsId == r.Id));
        var sittings = await db.Attempts.AsNoTracking()
            .Where(a => a.MemberId == member && a.CourseKey == courseKey)
            .OrderBy(a => a.Number)
            .Select(a => new
            {
                a.Id,
                a.Number,
                a.DueAt,
                a.ClosesAt,
                a.FinishedAt,
                Result = results.Where(r => r.AttemptId == a.Id).Select(r => new { r.Points, r.MaxPoints, r.PointParts, r.Passed, r.Waiting }).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var now = calendar.UtcNow();
        var allowed = await Allowed.FindAsync(db, member, courseKey, ct);
        var rule = quiz with { Minutes = quiz.Minutes + allowed.ExtraMinutes, Attempts = quiz.Attempts + allowed.ExtraAttempts };
        return new QuizState(
            courseKey,
            rule,
            now.AddMinutes(rule.Minutes),
            sittings.Where(s => s.FinishedAt is null).Select(s => new OpenSitting(s.Id, s.DueAt, now > s.ClosesAt)).FirstOrDefault(),
            [.. sittings.Where(s => s.Result is not null)
                .Select(s => new PastSitting(s.Id, s.Number, s.FinishedAt!.Value, new Fraction(s.Result!.Points, s.Result.PointParts), s.Result.MaxPoints / s.Result.PointParts, s.Result.Passed, s.Result.Waiting))],
            Math.Max(0, rule.Attempts - sittings.Count),
            allowed.RefuseToday(quiz.Days, calendar.Today()));
    }
}

/// <param name="Rule">As it is for this member: what was allowed beyond the quiz's own rule is in it.</param>
/// <param name="WouldBeDueAt">The deadline of a sitting that began this moment.</param>
/// <param name="Open">The sitting that starting would lead back to.</param>
/// <param name="Past">In the order they were sat.</param>
/// <param name="AttemptsLeft">New sittings that may still be opened; an open one is used already.</param>
/// <param name="NotToday">Why none may be opened today.</param>
public sealed record QuizState(string CourseKey, QuizSettings Rule, DateTime WouldBeDueAt, OpenSitting? Open, IReadOnlyList<PastSitting> Past, int AttemptsLeft, Refusal? NotToday)
{
    public bool IsPassed => Past.Any(p => p.Passed);
}

public sealed record OpenSitting(Guid AttemptId, DateTime DueAt, bool IsOverdue);

public sealed record PastSitting(Guid AttemptId, int Number, DateTime FinishedAt, Fraction Points, int MaxPoints, bool Passed, int Waiting);
