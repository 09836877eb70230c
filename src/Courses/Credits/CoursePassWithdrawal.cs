using Learning.Courses.Storage;

namespace Learning.Courses.Credits;

/// <summary>
/// A pass that rested on a wrong key no longer holds. The pass stays where it is and this row names it: what was answered before
/// is still answered as it was, and from now on the pass counts for no day.
/// </summary>
/// <param name="PassId">Unique: withdrawn once.</param>
/// <param name="RevisionId">Why: the revision by which the quiz is no longer passed.</param>
public sealed record CoursePassWithdrawal(Guid Id, MemberId MemberId, string CourseKey, Guid PassId, Guid RevisionId, DateTime RecordedAt) : IOfMember, IProvable
{
    public EvidenceFacts Evidence() => new(
        "course.withdrawn",
        MemberId,
        null,
        new Dictionary<string, object?> { ["course"] = CourseKey, ["revision"] = RevisionId },
        PassId);
}

internal static class CoursePassQueries
{
    /// <summary>The passes that hold: of a member and a course one at most.</summary>
    public static IQueryable<CoursePass> InForce(this IQueryable<CoursePass> passes, CoursesDb db) =>
        passes.Where(p => !db.CoursePassWithdrawals.Any(w => w.PassId == p.Id));
}
