using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <param name="AlongWith">Who went along; null for nobody.</param>
public sealed record VisitInput(MemberId Member, DateOnly VisitedOn, string Studied, MemberId? AlongWith = null);

/// <summary>
/// Whoever answers for a member has brought study to the door (送学上门) and says so. One visit a day; told twice, gives the
/// first record back. It counts at once, as one person's word, until a second one confirms it.
/// </summary>
public sealed class RecordHomeVisit(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<HomeVisit>> RunAsync(VisitInput input, CancellationToken ct)
    {
        var covered = await Responsibility.FindAsync(db, input.Member, calendar.Today(), ct);
        if (covered.Refusal is { } refusal)
        {
            return refusal;
        }

        var visitor = db.Viewer.MemberId ?? throw new InvalidOperationException("The system visits nobody.");
        if (await RefuseAsync(input, covered.Value!, visitor, ct) is { } no)
        {
            return no;
        }

        if (await FindAsync(input, ct) is { } earlier)
        {
            return earlier;
        }

        var taken = await TakenBackAsync(input, ct);

        // A "no" that one person could undo alone would be worth nothing.
        return taken.Any(t => t.Because == VisitWithdrawn.NotSo && t.By == visitor)
            ? new Refusal("HomeVisit.AnotherMustRecord", input.VisitedOn)
            : await StoreAsync(input, visitor, taken.Count + 1, ct);
    }

    private async Task<Refusal?> RefuseAsync(VisitInput input, Membership membership, MemberId visitor, CancellationToken ct)
    {
        if (input.VisitedOn > calendar.Today())
        {
            return new Refusal("HomeVisit.InFuture");
        }

        if (visitor == input.Member)
        {
            return new Refusal("HomeVisit.Oneself");
        }

        if (input.Studied.Trim() is not { Length: > 0 and <= HomeVisit.StudiedLength })
        {
            return new Refusal("HomeVisit.SayWhat", HomeVisit.StudiedLength);
        }

        return input.AlongWith is { } along
            && (along == visitor || along == input.Member || !await db.Memberships.InForce(calendar.Today()).AnyAsync(m => m.MemberId == along && m.BranchPath == membership.BranchPath, ct))
                ? new Refusal("HomeVisit.NotAlong")
                : null;
    }

    private async Task<HomeVisit> StoreAsync(VisitInput input, MemberId visitor, int take, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var visit = new HomeVisit(RowId.At(now), input.Member, input.VisitedOn, visitor, now, input.Studied.Trim(), input.AlongWith, take);
        db.HomeVisits.Add(visit);
        try
        {
            await db.SaveChangesAsync(ct);
            return visit;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(input, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private Task<HomeVisit?> FindAsync(VisitInput input, CancellationToken ct) =>
        db.StandingVisits().AsNoTracking().SingleOrDefaultAsync(v => v.MemberId == input.Member && v.VisitedOn == input.VisitedOn, ct);

    private async Task<List<(VisitWithdrawn Because, MemberId By)>> TakenBackAsync(VisitInput input, CancellationToken ct)
    {
        var rows = await db.HomeVisits.AsNoTracking()
            .Where(v => v.MemberId == input.Member && v.VisitedOn == input.VisitedOn)
            .Join(db.HomeVisitWithdrawals, v => v.Id, w => w.VisitId, (v, w) => new { w.Because, v.VisitedBy })
            .ToListAsync(ct);
        return rows.ConvertAll(r => (r.Because, r.VisitedBy));
    }
}
