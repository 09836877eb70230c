using Learning.Courses.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Storage;

/// <summary>
/// Works out what a person may see and do today, from the posts in force. Asked at every request and not kept in a cookie:
/// rights end with the post, not with the session.
/// </summary>
public static class FindViewer
{
    public static async Task<Viewer> RunAsync(CoursesDb db, MemberId member, DateOnly today, CancellationToken ct)
    {
        // The scope is lifted here because this is the question on which the scope itself rests; both queries name the person who asks.
        var posts = await db.Posts.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
            .Where(p => p.MemberId == member && p.ReplacedAt == null && p.ValidFrom <= today && (p.ValidTo == null || p.ValidTo >= today))
            .OrderBy(p => p.UnitPath)
            .Select(p => new ViewerPost(p.Kind, p.UnitId, p.UnitPath))
            .Take(50)
            .ToListAsync(ct);
        var branch = await db.Memberships.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
            .Where(m => m.MemberId == member && m.ReplacedAt == null && m.ValidFrom <= today && (m.ValidTo == null || m.ValidTo >= today))
            .OrderByDescending(m => m.ValidFrom)
            .Select(m => m.BranchPath)
            .FirstOrDefaultAsync(ct);
        return new Viewer(member, CoversTheRoot(posts), posts, branch);
    }

    private static bool CoversTheRoot(List<ViewerPost> posts) => posts.Exists(p => p.Kind.CoversMembers() && !p.UnitPath.Contains('/'));
}
