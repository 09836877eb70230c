using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Plans;

/// <summary>
/// Puts the shipped rule packs on record, once for each wording. Run at every start: a changed file leaves its trace before it
/// judges anybody.
/// </summary>
public sealed class AdoptRulePacks(CoursesDb db, SchoolCalendar calendar)
{
    /// <returns>The packs that were new.</returns>
    public async Task<IReadOnlyList<RulePackRecord>> RunAsync(CancellationToken ct)
    {
        var known = await db.RulePackRecords.AsNoTracking()
            .OrderBy(r => r.RecordedAt)
            .Select(r => new { r.Id, r.Key, r.Hash })
            .ToListAsync(ct);
        var now = calendar.UtcNow();
        var adopted = RulePacks.All
            .Where(pack => !known.Exists(r => r.Key == pack.Key && r.Hash == pack.Hash))
            .Select(pack => new RulePackRecord(RowId.At(now), pack, now, known.LastOrDefault(r => r.Key == pack.Key)?.Id))
            .ToList();
        if (adopted.Count == 0)
        {
            return adopted;
        }

        db.RulePackRecords.AddRange(adopted);
        try
        {
            await db.SaveChangesAsync(ct);
            return adopted;
        }
        catch (DbUpdateException)
        {
            // Two servers start at once: the index lets one record win, and the other has nothing left to do.
            db.ChangeTracker.Clear();
            var hashes = adopted.ConvertAll(r => r.Hash);
            if (await db.RulePackRecords.CountAsync(r => hashes.Contains(r.Hash), ct) == adopted.Count)
            {
                return [];
            }

            throw;
        }
    }
}
