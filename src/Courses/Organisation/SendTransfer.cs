using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>
/// The first of two steps: the branch lets a member go to another branch. Moves nobody: until the other branch receives the
/// member, the sender answers (article 25). Asked twice, gives the first transfer back.
/// </summary>
public sealed class SendTransfer(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<Transfer>> RunAsync(MemberId member, string toPath, CancellationToken ct)
    {
        var covered = await Responsibility.FindAsync(db, member, calendar.Today(), ct);
        if (covered.Refusal is { } refusal)
        {
            return refusal;
        }

        var from = await db.Units.SingleAsync(u => u.UnitId == covered.Value!.BranchId, ct);
        var to = await db.Units.SingleOrDefaultAsync(u => u.Path == toPath && u.Kind == UnitKind.Branch, ct);
        if (to is null)
        {
            return new Refusal("Organisation.NoSuchBranch");
        }

        if (to.UnitId == from.UnitId)
        {
            return new Refusal("Transfer.SameBranch");
        }

        return await FindEarlierAsync(member, to, ct) ?? await StoreAsync(member, from, to, ct);
    }

    private async Task<Outcome<Transfer>> StoreAsync(MemberId member, Unit from, Unit to, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var transfer = new Transfer(RowId.At(now), member, from, to, calendar.Today(), now, db.Viewer.MemberId);
        db.Transfers.Add(transfer);
        try
        {
            await db.SaveChangesAsync(ct);
            return transfer;
        }
        catch (DbUpdateException)
        {
            // Two secretaries at once: a member is sent once a day, and the loser reads the winner.
            db.ChangeTracker.Clear();
            if (await FindEarlierAsync(member, to, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    /// <summary>A transfer on its way, or sent today: the same one again when it leads to the same branch, else a reason to refuse.</summary>
    private async Task<Outcome<Transfer>?> FindEarlierAsync(MemberId member, Unit to, CancellationToken ct)
    {
        var today = calendar.Today();
        var earlier = await db.Transfers.AsNoTracking()
            .Where(t => t.MemberId == member && (t.SentOn == today || !db.TransferReceipts.Any(r => r.TransferId == t.Id)))
            .OrderByDescending(t => t.RecordedAt)
            .FirstOrDefaultAsync(ct);
        return earlier switch
        {
            null => null,
            _ when earlier.ToId == to.UnitId => earlier,
            _ => new Refusal("Transfer.AlreadySent", earlier.SentOn),
        };
    }
}
