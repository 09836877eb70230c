using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>Records that study was brought to a member's door (送学上门). One visit a day; told twice, gives the first record back.</summary>
public sealed class RecordHomeVisit(CoursesDb db, SchoolCalendar calendar)
{
    /// <param name="visitedBy">Who went; null for the viewer.</param>
    public async Task<Outcome<HomeVisit>> RunAsync(MemberId member, DateOnly visitedOn, MemberId? visitedBy, CancellationToken ct)
    {
        var covered = await Responsibility.FindAsync(db, member, calendar.Today(), ct);
        if (covered.Refusal is { } refusal)
        {
            return refusal;
        }

        if (visitedOn > calendar.Today())
        {
            return new Refusal("HomeVisit.InFuture");
        }

        if ((visitedBy ?? db.Viewer.MemberId) is not { } visitor)
        {
            throw new ArgumentNullException(nameof(visitedBy), "The system visits nobody: name the person who went.");
        }

        if (visitor == member)
        {
            return new Refusal("HomeVisit.Oneself");
        }

        return await FindAsync(member, visitedOn, ct) ?? await StoreAsync(member, visitedOn, visitor, ct);
    }

    private async Task<HomeVisit> StoreAsync(MemberId member, DateOnly visitedOn, MemberId visitor, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var visit = new HomeVisit(RowId.At(now), member, visitedOn, visitor, now);
        db.HomeVisits.Add(visit);
        try
        {
            await db.SaveChangesAsync(ct);
            return visit;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(member, visitedOn, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private Task<HomeVisit?> FindAsync(MemberId member, DateOnly visitedOn, CancellationToken ct) =>
        db.HomeVisits.AsNoTracking().SingleOrDefaultAsync(v => v.MemberId == member && v.VisitedOn == visitedOn, ct);
}
