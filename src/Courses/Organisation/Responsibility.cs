using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>The first question of every use case about a member: does the viewer answer for this person today?</summary>
internal static class Responsibility
{
    /// <summary>
    /// The membership in force, if the viewer's posts cover its branch. A member out of the viewer's reach and a member who
    /// does not exist get the same refusal: the difference is nobody's business.
    /// </summary>
    public static async Task<Outcome<Membership>> FindAsync(CoursesDb db, MemberId member, DateOnly today, CancellationToken ct)
    {
        var membership = await db.Memberships.AsNoTracking().Where(m => m.MemberId == member).InForce(today).SingleOrDefaultAsync(ct);

        // The scope shows everybody their own rows; to see oneself is not to answer for oneself.
        return membership is not null && db.Viewer.Covers(membership.BranchPath) ? membership : new Refusal("Organisation.NoSuchMember");
    }

    /// <summary>The rows believed now that hold on the day.</summary>
    public static IQueryable<T> InForce<T>(this IQueryable<T> rows, DateOnly day)
        where T : Dated =>
        rows.Where(r => r.ReplacedAt == null && r.ValidFrom <= day && (r.ValidTo == null || r.ValidTo >= day));
}
