using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training.Planning;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="Id">Made with the form, so that the same form twice decides once.</param>
/// <param name="One">A member number.</param>
/// <param name="Other">Another member number.</param>
public sealed record ApartInput(Guid Id, string One, string Other, string Reason);

/// <summary>An organiser decides that two members are not to sit in one class. Every later plan keeps to it; places already given stay until the next plan.</summary>
public sealed class KeepApart(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<ApartPair>> RunAsync(ApartInput input, CancellationToken ct)
    {
        var tops = ApartPairs.Tops(db);
        if (tops.Count == 0)
        {
            return new Refusal("Apart.OrganiserOnly");
        }

        if (await db.ApartPairs.AsNoTracking().SingleOrDefaultAsync(p => p.Id == input.Id, ct) is { } same)
        {
            return same;
        }

        if (input.Reason.Trim() is not { Length: > 0 and <= ApartPair.ReasonLength })
        {
            return new Refusal("Apart.SayWhy", ApartPair.ReasonLength);
        }

        var (one, other) = (await FindAsync(input.One, tops, ct), await FindAsync(input.Other, tops, ct));
        if ((one is null ? input.One : other is null ? input.Other : null) is { } unknown)
        {
            return new Refusal("Apart.NoSuchNumber", unknown);
        }

        if (one == other)
        {
            return new Refusal("Apart.Oneself");
        }

        return await db.StandingPairs().AsNoTracking()
            .FirstOrDefaultAsync(p => (p.One == one && p.Other == other) || (p.One == other && p.Other == one), ct) is { } earlier
                ? earlier
                : await StoreAsync(input, tops[0], one!.Value, other!.Value, ct);
    }

    private async Task<Outcome<ApartPair>> StoreAsync(ApartInput input, string top, MemberId one, MemberId other, CancellationToken ct)
    {
        var unit = await db.Units.SingleAsync(u => u.Path == top, ct);
        var pair = new ApartPair(input.Id, unit, one, other, input.Reason.Trim(), calendar.UtcNow(), db.Viewer.MemberId!.Value);
        db.ApartPairs.Add(pair);
        try
        {
            await db.SaveChangesAsync(ct);
            return pair;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await db.ApartPairs.AsNoTracking().SingleOrDefaultAsync(p => p.Id == input.Id, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    /// <summary>Somebody of the organiser's own units.</summary>
    private async Task<MemberId?> FindAsync(string number, List<string> tops, CancellationToken ct)
    {
        var trimmed = number.Trim();
        var rows = await db.Memberships.InForce(calendar.Today())
            .Join(db.Members.Where(m => m.Number == trimmed), m => m.MemberId, m => m.MemberId, (membership, m) => new { m.MemberId, membership.BranchPath })
            .ToListAsync(ct);
        return rows.Find(r => tops.Exists(t => Unit.IsWithin(r.BranchPath, t)))?.MemberId;
    }
}

/// <summary>The two may sit in one class again. Asking twice ends it once.</summary>
public sealed class EndApart(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Refusal?> RunAsync(Guid pairId, CancellationToken ct)
    {
        var tops = ApartPairs.Tops(db);
        if (await db.ApartPairs.AsNoTracking().SingleOrDefaultAsync(p => p.Id == pairId, ct) is not { } pair || !tops.Exists(t => Unit.IsWithin(pair.UnitPath, t)))
        {
            return new Refusal("Apart.NoSuchPair");
        }

        if (await db.ApartEnds.AnyAsync(e => e.PairId == pairId, ct))
        {
            return null;
        }

        var now = calendar.UtcNow();
        db.ApartEnds.Add(new ApartEnded(RowId.At(now), pairId, now, db.Viewer.MemberId!.Value));
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException)
        {
            // Two tabs: the key let one row in.
            db.ChangeTracker.Clear();
            if (await db.ApartEnds.AnyAsync(e => e.PairId == pairId, ct))
            {
                return null;
            }

            throw;
        }
    }
}

public sealed record ApartLine(Guid Id, string One, string OneNumber, string Other, string OtherNumber, string Reason, DateTime DecidedAt);

/// <summary>The pairs that the organiser's units keep apart, the latest first.</summary>
public sealed class ApartPairs(CoursesDb db)
{
    private const int Most = 300;

    public async Task<IReadOnlyList<ApartLine>> RunAsync(CancellationToken ct)
    {
        var tops = Tops(db);
        var rows = await db.StandingPairs().AsNoTracking()
            .Where(p => tops.Any(t => p.UnitPath == t || p.UnitPath.StartsWith(t + "/")))
            .OrderByDescending(p => p.DecidedAt)
            .Take(Most)
            .Join(db.Members, p => p.One, m => m.MemberId, (p, m) => new { Pair = p, One = m.Name, OneNumber = m.Number })
            .Join(db.Members, r => r.Pair.Other, m => m.MemberId, (r, m) => new { r.Pair, r.One, r.OneNumber, Other = m.Name, OtherNumber = m.Number })
            .ToListAsync(ct);
        return [.. rows.OrderByDescending(r => r.Pair.DecidedAt).Select(r => new ApartLine(r.Pair.Id, r.One, r.OneNumber, r.Other, r.OtherNumber, r.Pair.Reason, r.Pair.DecidedAt))];
    }

    /// <summary>The units over which the viewer plans.</summary>
    internal static List<string> Tops(CoursesDb db) =>
        [.. db.Viewer.Posts.Where(p => p.Kind is PostKind.TownOrganiser or PostKind.DistrictOrganiser).Select(p => p.UnitPath).Distinct(StringComparer.Ordinal).OrderBy(p => p.Length)];
}

public static class ApartQueries
{
    /// <summary>The pairs that hold: all but the ended.</summary>
    public static IQueryable<ApartPair> StandingPairs(this CoursesDb db) => db.ApartPairs.Where(p => !db.ApartEnds.Any(e => e.PairId == p.Id));

    /// <summary>As the planner takes them, of those who are to be placed.</summary>
    internal static async Task<List<KeptApart>> KeptApartAsync(this CoursesDb db, IReadOnlyCollection<MemberId> people, CancellationToken ct)
    {
        var pairs = await db.StandingPairs().AsNoTracking().OrderBy(p => p.DecidedAt).Select(p => new { p.One, p.Other }).ToListAsync(ct);
        var placed = people.ToHashSet();
        return [.. pairs.Where(p => placed.Contains(p.One) && placed.Contains(p.Other)).Select(p => new KeptApart(p.One, p.Other)).Distinct()];
    }
}
