using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>
/// A second person says that a visit was so, or that it was not: the visited member, who went along, the committee of the
/// branch, or who answers for the member. Nobody answers to a visit of their own telling. Answering twice changes nothing.
/// </summary>
public sealed class AnswerHomeVisit(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Refusal?> RunAsync(Guid visitId, bool wasSo, CancellationToken ct)
    {
        try
        {
            return await TryAsync(visitId, wasSo, ct);
        }
        catch (DbUpdateException)
        {
            // Two tabs, or two people at once: the key let one row in. What is left is looked at again.
            db.ChangeTracker.Clear();
            return await TryAsync(visitId, wasSo, ct);
        }
    }

    private async Task<Refusal?> TryAsync(Guid visitId, bool wasSo, CancellationToken ct)
    {
        var self = db.Viewer.MemberId;
        if (await VisitsToConfirm.AskedOf(db, calendar.Today()).SingleOrDefaultAsync(v => v.Id == visitId, ct) is not { } visit)
        {
            if (await db.HomeVisits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == visitId, ct) is not { } seen)
            {
                return new Refusal("HomeVisit.NoSuchVisit");
            }

            if (seen.VisitedBy == self)
            {
                return new Refusal("HomeVisit.SecondPerson");
            }

            if (await db.HomeVisitWithdrawals.AsNoTracking().SingleOrDefaultAsync(w => w.VisitId == visitId, ct) is { } withdrawn)
            {
                return !wasSo && withdrawn.RecordedBy == self ? null : new Refusal("HomeVisit.Withdrawn");
            }

            if ((await Responsibility.FindAsync(db, seen.MemberId, calendar.Today(), ct)).Refusal is not null || self is null)
            {
                return new Refusal("HomeVisit.NoSuchVisit");
            }

            visit = seen;
        }

        return await StoreAsync(visit, wasSo, self!.Value, ct);
    }

    private async Task<Refusal?> StoreAsync(HomeVisit visit, bool wasSo, MemberId self, CancellationToken ct)
    {
        var confirmed = await VisitsToConfirm.ConfirmationOf(db, visit.Id).AnyAsync(ct);
        if (confirmed && wasSo)
        {
            return null;
        }

        // What two people have said stands against a third, but not against the one who was visited.
        if (confirmed && visit.MemberId != self)
        {
            return new Refusal("HomeVisit.AlreadyConfirmed");
        }

        var now = calendar.UtcNow();
        db.Add(wasSo ? new HomeVisitConfirmation(RowId.At(now), visit, now, self) : new HomeVisitWithdrawal(RowId.At(now), visit, VisitWithdrawn.NotSo, now, self));
        await db.SaveChangesAsync(ct);
        return null;
    }
}

/// <summary>Those who answer for a member take back a visit that was recorded by mistake. Asking twice takes back once.</summary>
public sealed class WithdrawHomeVisit(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<HomeVisitWithdrawal>> RunAsync(Guid visitId, CancellationToken ct)
    {
        var visit = await db.HomeVisits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == visitId, ct);
        if (visit is null || (await Responsibility.FindAsync(db, visit.MemberId, calendar.Today(), ct)).Refusal is not null)
        {
            return new Refusal("HomeVisit.NoSuchVisit");
        }

        if (visit.MemberId == db.Viewer.MemberId)
        {
            return new Refusal("HomeVisit.Oneself");
        }

        if (await FindAsync(visitId, ct) is { } earlier)
        {
            return earlier;
        }

        var now = calendar.UtcNow();
        var withdrawal = new HomeVisitWithdrawal(RowId.At(now), visit, VisitWithdrawn.Mistake, now, db.Viewer.MemberId);
        db.HomeVisitWithdrawals.Add(withdrawal);
        try
        {
            await db.SaveChangesAsync(ct);
            return withdrawal;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(visitId, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private Task<HomeVisitWithdrawal?> FindAsync(Guid visitId, CancellationToken ct) =>
        db.HomeVisitWithdrawals.AsNoTracking().SingleOrDefaultAsync(w => w.VisitId == visitId, ct);
}

/// <summary>What a visit rests on, for whoever may see it.</summary>
public sealed class VisitClass(CoursesDb db)
{
    /// <summary>The system sees no visit: one person says so, or two do.</summary>
    public static EvidenceClass Of(HomeVisit visit, HomeVisitConfirmation? confirmation) =>
        EvidenceClasses.Of(systemSaw: false, visit.Id, visit.VisitedBy, confirmation);

    /// <returns>Null when there is no such visit within the viewer's sight.</returns>
    public async Task<EvidenceClass?> RunAsync(Guid visitId, CancellationToken ct) =>
        await db.HomeVisits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == visitId, ct) is { } row
            ? Of(row, await db.HomeVisitConfirmations.AsNoTracking().SingleOrDefaultAsync(c => c.ConfirmsId == visitId, ct))
            : null;
}
