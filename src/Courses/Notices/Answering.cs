using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <summary>Who is told about a member: those who answer for the member at the branch, or at the next unit above where there is nobody else.</summary>
internal sealed class Answering(ILookup<string, MemberId> holders)
{
    private static readonly PostKind[] Posts = [PostKind.BranchSecretary, PostKind.TownOrganiser, PostKind.DistrictOrganiser];

    public static async Task<Answering> ReadAsync(CoursesDb db, DateOnly today, CancellationToken ct) => new(
        (await db.Posts.AsNoTracking().InForce(today).Where(p => Posts.Contains(p.Kind)).OrderBy(p => p.Id).Select(p => new { p.UnitPath, p.MemberId }).ToListAsync(ct))
            .ToLookup(p => p.UnitPath, p => p.MemberId, StringComparer.Ordinal));

    /// <summary>The nearest unit, from this one upward, in which somebody other than the member answers; with those who do.</summary>
    public (string Path, IReadOnlyList<MemberId> Who) Nearest(string from, MemberId? otherThan = null)
    {
        for (var path = from; path.Length > 0; path = Above(path))
        {
            if (holders[path].Where(h => h != otherThan).Distinct().ToList() is { Count: > 0 } who)
            {
                return (path, who);
            }
        }

        return ("", []);
    }

    public static string Above(string path) => path[..Math.Max(path.LastIndexOf('/'), 0)];
}
