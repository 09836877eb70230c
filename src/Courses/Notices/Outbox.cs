using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <summary>Puts messages where members see them at once and the mail job finds them.</summary>
internal static class Outbox
{
    private const int MostTries = 3;
    private const int KeysAtOnce = 500;

    /// <summary>Adds messages to what is about to be stored: they are told if it happens, and only then. What keeps it from happening twice keeps them from being said twice.</summary>
    public static void Add(CoursesDb db, DateTime now, IEnumerable<NewNotice> notices) =>
        db.Outbox.AddRange(notices.Select(n => new OutboxMessage(RowId.At(now), n.MemberId, n.Kind, n.Once, NoticeArgument.WriteAll(n.Arguments), now)));

    /// <summary>Posts what has not been said before; gives back how many that were.</summary>
    public static async Task<int> PostAsync(CoursesDb db, DateTime now, IReadOnlyCollection<NewNotice> notices, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var said = await SaidAsync(db, notices, ct);
            var fresh = notices.Where(n => !said.Contains(n.Once)).ToList();
            Add(db, now, fresh);
            try
            {
                await db.SaveChangesAsync(ct);
                return fresh.Count;
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // Somebody is reminding the same members at this moment: look again, and say only what is still unsaid.
                db.ChangeTracker.Clear();
            }
        }
    }

    private static async Task<HashSet<string>> SaidAsync(CoursesDb db, IEnumerable<NewNotice> notices, CancellationToken ct)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keys in notices.Select(n => n.Once).Chunk(KeysAtOnce))
        {
            said.UnionWith(await db.Outbox.AsNoTracking().Where(m => keys.Contains(m.Once)).Select(m => m.Once).ToListAsync(ct));
        }

        return said;
    }
}
