using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>
/// A floating member, or who answers for the member, says on which days the member will be at home. Saying the same days twice
/// gives the first row back.
/// </summary>
public sealed class SayHomeStay(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<HomeStay>> RunAsync(MemberId member, DateOnly from, DateOnly to, CancellationToken ct)
    {
        if (!await HomeStays.MaySayAsync(db, member, calendar.Today(), ct))
        {
            return new Refusal("Organisation.NoSuchMember");
        }

        if (await FindAsync(member, from, to, ct) is { } earlier)
        {
            return earlier;
        }

        return await RefuseAsync(member, from, to, ct) is { } refusal ? refusal : await StoreAsync(member, from, to, ct);
    }

    private async Task<Refusal?> RefuseAsync(MemberId member, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var today = calendar.Today();
        if (to < from)
        {
            return new Refusal("HomeStay.EndsBeforeItBegins", from, to);
        }

        if (to < today)
        {
            return new Refusal("HomeStay.Past");
        }

        if (!await db.FloatingOn(today).AnyAsync(m => m == member, ct))
        {
            return new Refusal("HomeStay.NotFloating");
        }

        var other = await db.StandingHomeStays().AsNoTracking().Where(s => s.MemberId == member && s.From <= to && s.To >= from).OrderBy(s => s.From).FirstOrDefaultAsync(ct);
        return other is null ? null : new Refusal("HomeStay.Overlaps", other.From, other.To);
    }

    private async Task<HomeStay> StoreAsync(MemberId member, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var take = 1 + await db.HomeStays.CountAsync(s => s.MemberId == member && s.From == from && s.To == to, ct);
        var stay = new HomeStay(RowId.At(now), member, from, to, take, now, db.Viewer.MemberId);
        db.HomeStays.Add(stay);
        try
        {
            await db.SaveChangesAsync(ct);
            return stay;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(member, from, to, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private Task<HomeStay?> FindAsync(MemberId member, DateOnly from, DateOnly to, CancellationToken ct) =>
        db.StandingHomeStays().AsNoTracking().SingleOrDefaultAsync(s => s.MemberId == member && s.From == from && s.To == to, ct);
}

/// <summary>Takes back days at home that will not be. Asking twice takes back once.</summary>
public sealed class WithdrawHomeStay(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<HomeStayWithdrawal>> RunAsync(Guid stayId, CancellationToken ct)
    {
        var stay = await db.HomeStays.AsNoTracking().SingleOrDefaultAsync(s => s.Id == stayId, ct);
        if (stay is null || !await HomeStays.MaySayAsync(db, stay.MemberId, calendar.Today(), ct))
        {
            return new Refusal("HomeStay.NoSuchDays");
        }

        if (await FindAsync(stayId, ct) is { } earlier)
        {
            return earlier;
        }

        var now = calendar.UtcNow();
        var withdrawal = new HomeStayWithdrawal(RowId.At(now), stay, now, db.Viewer.MemberId);
        db.HomeStayWithdrawals.Add(withdrawal);
        try
        {
            await db.SaveChangesAsync(ct);
            return withdrawal;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(stayId, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private Task<HomeStayWithdrawal?> FindAsync(Guid stayId, CancellationToken ct) =>
        db.HomeStayWithdrawals.AsNoTracking().SingleOrDefaultAsync(w => w.StayId == stayId, ct);
}

public sealed record HomeStayLine(Guid Id, DateOnly From, DateOnly To);

/// <param name="IsFloating">Only for a floating member do days at home matter.</param>
/// <param name="Days">Those to come or running, the next first.</param>
public sealed record HomeStaySheet(bool IsFloating, IReadOnlyList<HomeStayLine> Days);

/// <summary>The days at home of one member, for whoever may see the member.</summary>
public sealed class HomeStays(CoursesDb db, SchoolCalendar calendar)
{
    private const int Most = 50;

    public async Task<HomeStaySheet> RunAsync(MemberId member, CancellationToken ct)
    {
        var today = calendar.Today();
        var days = await db.StandingHomeStays().AsNoTracking().Where(s => s.MemberId == member && s.To >= today)
            .OrderBy(s => s.From)
            .Take(Most)
            .Select(s => new HomeStayLine(s.Id, s.From, s.To))
            .ToListAsync(ct);
        return new HomeStaySheet(await db.FloatingOn(today).AnyAsync(m => m == member, ct), days);
    }

    /// <summary>The member, or who answers for the member today.</summary>
    internal static async Task<bool> MaySayAsync(CoursesDb db, MemberId member, DateOnly today, CancellationToken ct) =>
        db.Viewer.MemberId == member || (await Responsibility.FindAsync(db, member, today, ct)).Refusal is null;
}
