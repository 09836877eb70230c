using System.Runtime.CompilerServices;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>
/// The path of its unit that every membership repeats, because every scoped query asks for it: who answers for a member depends
/// on it.
/// </summary>
public sealed class RecountPaths(CoursesDb db) : IRecount
{
    public string Kind => "membership-path";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        tally.Add(await db.Memberships.LongCountAsync(ct));
        var differ = db.Memberships.AsNoTracking()
            .Join(db.Units, m => m.BranchId, u => u.UnitId, (m, u) => new { m.Id, m.MemberId, m.BranchPath, u.Path })
            .Where(m => m.BranchPath != m.Path);
        await foreach (var m in differ.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new Recounted(m.Id, m.MemberId, m.BranchPath, m.Path);
        }
    }
}

/// <summary>The same for posts, on which the rights of their holders rest.</summary>
public sealed class RecountPostPaths(CoursesDb db) : IRecount
{
    public string Kind => "post-path";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        tally.Add(await db.Posts.LongCountAsync(ct));
        var differ = db.Posts.AsNoTracking()
            .Join(db.Units, p => p.UnitId, u => u.UnitId, (p, u) => new { p.Id, p.MemberId, p.UnitPath, u.Path })
            .Where(p => p.UnitPath != p.Path);
        await foreach (var p in differ.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new Recounted(p.Id, p.MemberId, p.UnitPath, p.Path);
        }
    }
}
