using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

internal static class AttemptQueries
{
    /// <summary>
    /// One attempt with its paper and steps, if it is this member's; somebody else's is as good as none, also for those who
    /// may see that member.
    /// </summary>
    /// <remarks>
    /// One statement, although two collections make it return slots times steps rows: read in several, an answer committed in
    /// between would give the steps of one moment and the count of another.
    /// </remarks>
    public static Task<Attempt?> FindOwnAsync(this IQueryable<Attempt> attempts, MemberId member, Guid id, CancellationToken ct) =>
        attempts.AsSingleQuery().SingleOrDefaultAsync(a => a.Id == id && a.MemberId == member, ct);
}
