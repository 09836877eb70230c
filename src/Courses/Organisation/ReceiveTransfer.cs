using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>
/// The second step: the new branch takes the member in. Receipt, end of the old membership and beginning of the new one are
/// stored together, so that on every day exactly one branch answers. Asked twice, gives the first receipt back.
/// </summary>
public sealed class ReceiveTransfer(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<TransferReceipt>> RunAsync(Guid transferId, CancellationToken ct)
    {
        // The scope is lifted because the member still belongs to the sender: what the receiver may see is decided by where
        // the transfer leads, on the next line.
        var transfer = await db.Transfers.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope]).SingleOrDefaultAsync(t => t.Id == transferId, ct);
        if (transfer is null || !db.Viewer.Covers(transfer.ToPath))
        {
            return new Refusal("Transfer.NotFound");
        }

        return await FindReceiptAsync(transferId, ct) is { } earlier ? earlier : await MoveAsync(transfer, ct);
    }

    private async Task<Outcome<TransferReceipt>> MoveAsync(Transfer transfer, CancellationToken ct)
    {
        var today = calendar.Today();

        // Lifted for the same reason: the row to be ended is the sender's.
        var old = await db.Memberships.IgnoreQueryFilters([CoursesDb.Scope])
            .Where(m => m.MemberId == transfer.MemberId)
            .InForce(today)
            .SingleOrDefaultAsync(ct);
        if (old is null || old.BranchId != transfer.FromId)
        {
            return new Refusal("Transfer.Overtaken");
        }

        if (old.ValidFrom == today)
        {
            // Ending it yesterday would make a membership that ends before it begins.
            return new Refusal("Transfer.NotBefore", today.AddDays(1));
        }

        var branch = await db.Units.SingleAsync(u => u.UnitId == transfer.ToId, ct);
        var receipt = AddRows(transfer, old, branch, today);
        try
        {
            await db.SaveChangesAsync(ct);
            return receipt;
        }
        catch (DbUpdateException)
        {
            // Two clicks at once: the receipt is unique per transfer, and the loser reads the winner.
            db.ChangeTracker.Clear();
            if (await FindReceiptAsync(transfer.Id, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private TransferReceipt AddRows(Transfer transfer, Membership old, Unit branch, DateOnly today)
    {
        var now = calendar.UtcNow();
        var by = db.Viewer.MemberId;
        var receipt = new TransferReceipt(transfer, today, now, by);
        db.TransferReceipts.Add(receipt);
        db.Memberships.Add(old.EndedOn(today.AddDays(-1), now, by));
        db.Memberships.Add(new Membership(RowId.At(now), transfer.MemberId, branch, today, null, now, by));
        return receipt;
    }

    // Lifted: a member received last year may have moved on since, and the receipt with the member.
    private Task<TransferReceipt?> FindReceiptAsync(Guid transferId, CancellationToken ct) =>
        db.TransferReceipts.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope]).SingleOrDefaultAsync(r => r.TransferId == transferId, ct);
}
