using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>
/// Counts who would lose a pass if some results no longer passed. The scope is lifted, as for the sittings themselves: a preview
/// that counted only the viewer's members would promise less than is done. Nothing but a number leaves.
/// </summary>
internal sealed class PassesAtStake(CoursesDb db)
{
    /// <param name="failing">The results that would no longer pass.</param>
    /// <param name="passing">The sittings that would pass.</param>
    public async Task<int> CountAsync(string courseKey, IReadOnlyList<AttemptResult> failing, IReadOnlySet<Guid> passing, CancellationToken ct)
    {
        var lost = 0;
        var ids = failing.Select(r => r.Id).ToHashSet();
        foreach (var members in failing.Select(r => r.MemberId).Distinct().Chunk(500))
        {
            var holders = await db.CoursePasses.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope]).InForce(db)
                .Where(p => members.Contains(p.MemberId) && p.CourseKey == courseKey && p.QuizPassed)
                .Select(p => p.MemberId)
                .ToListAsync(ct);
            var results = await db.AttemptResults.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
                .Where(r => members.Contains(r.MemberId) && r.CourseKey == courseKey && !db.AttemptResults.Any(later => later.CorrectsId == r.Id))
                .Select(r => new { r.Id, r.AttemptId, r.MemberId, r.Passed })
                .ToListAsync(ct);
            var still = results.Where(r => (r.Passed && !ids.Contains(r.Id)) || passing.Contains(r.AttemptId)).Select(r => r.MemberId).ToHashSet();
            lost += holders.Count(h => !still.Contains(h));
        }

        return lost;
    }
}
