using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>The transfers that wait to be received, to and from the units the viewer answers for; oldest first.</summary>
public sealed class PendingTransfers(CoursesDb db)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<PendingTransfer>> RunAsync(CancellationToken ct)
    {
        var viewer = db.Viewer;
        var paths = viewer.Paths;
        var everything = viewer.Everything;

        // The scope is lifted because a branch must see who is about to come before it answers for them. The condition on both
        // paths takes its place, and of the member only name and number are read.
        var rows = await db.Transfers.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
            .Where(t => !db.TransferReceipts.Any(r => r.TransferId == t.Id))
            .Where(t => everything || paths.Any(p => t.ToPath == p || t.ToPath.StartsWith(p + "/") || t.FromPath == p || t.FromPath.StartsWith(p + "/")))
            .Join(db.Members, t => t.MemberId, m => m.MemberId, (t, m) => new { t, m.Name, m.Number })
            .Join(db.Units, r => r.t.FromId, u => u.UnitId, (r, from) => new { r.t, r.Name, r.Number, From = from.Name })
            .Join(db.Units, r => r.t.ToId, u => u.UnitId, (r, to) => new { r.t, r.Name, r.Number, r.From, To = to.Name })
            .OrderBy(r => r.t.SentOn).ThenBy(r => r.t.Id)
            .Take(Most)
            .ToListAsync(ct);
        return [.. rows.Select(r => new PendingTransfer(
            r.t.Id, r.t.MemberId, r.Name, r.Number, r.From, r.t.FromPath, r.To, r.t.ToPath, r.t.SentOn, viewer.Covers(r.t.ToPath)))];
    }
}

/// <param name="MayReceive">The viewer answers for the receiving branch; else the line is shown to the sender, who still answers for the member.</param>
public sealed record PendingTransfer(
    Guid Id, MemberId MemberId, string Name, string Number, string FromName, string FromPath, string ToName, string ToPath, DateOnly SentOn, bool MayReceive);
