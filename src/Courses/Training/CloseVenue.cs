using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="Id">Made when the form is shown, so that the second click closes nothing twice.</param>
/// <param name="UnitPath">Whose venues are all closed; counts where no venue is named.</param>
public sealed record NewClosure(Guid Id, Guid? VenueId, string UnitPath, DateOnly From, DateOnly To, string Title);

/// <summary>
/// Says on which days a venue, or every venue of a unit, holds no class. From then on no plan uses those days. Classes that are
/// there already are not touched: they are called off first, where it is seen what becomes of their members.
/// </summary>
public sealed class CloseVenue(CoursesDb db, SchoolCalendar calendar)
{
    private const int MostDays = 400;

    public async Task<Outcome<Closure>> RunAsync(NewClosure request, CancellationToken ct)
    {
        if (await FindAsync(request.Id, ct) is { } earlier)
        {
            return earlier;
        }

        var venue = request.VenueId is { } id ? await db.Venues.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct) : null;
        var path = request.VenueId is null ? request.UnitPath : venue?.UnitPath;
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Path == path, ct);
        if (unit is null || !db.Viewer.HoldsOver(unit.Path, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
        {
            return new Refusal("Closure.NotYours");
        }

        var closure = new Closure(request.Id, unit, venue, new ClassDays(request.From, request.To), request.Title.Trim(), calendar.UtcNow(), db.Viewer.MemberId);
        if ((Check(closure) ?? await CheckClassesAsync(closure, ct)) is { } refusal)
        {
            return refusal;
        }

        db.Closures.Add(closure);
        try
        {
            await db.SaveChangesAsync(ct);
            return closure;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(request.Id, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private Refusal? Check(Closure closure) => closure switch
    {
        { Title.Length: 0 or > Closure.MaxTitle } => new Refusal("Closure.TitleLength", Closure.MaxTitle),
        _ when closure.To < closure.From => new Refusal("Rotation.EndsBeforeItBegins", closure.From, closure.To),
        _ when closure.To < calendar.Today() => new Refusal("Closure.Past", calendar.Today()),
        _ when closure.Days.Days > MostDays => new Refusal("Closure.TooLong", MostDays),
        _ => null,
    };

    /// <summary>Those of other towns too: what they hold in a hall that closes is known to them alone, but they must not be left standing before it.</summary>
    private async Task<Refusal?> CheckClassesAsync(Closure closure, CancellationToken ct)
    {
        var venues = (await db.Venues.AsNoTracking().ToListAsync(ct)).FindAll(closure.Closes);
        var taken = await TakenRooms.ReadAsync(db, [.. venues.Select(v => v.Id)], closure.From, closure.To, ct);
        var first = venues.SelectMany(v => taken[v.Id].Select(d => (v.Name, Days: d))).OrderBy(t => t.Days.OpensOn).FirstOrDefault();
        return first.Name is null ? null : new Refusal("Closure.ClassesThere", venues.Sum(v => taken[v.Id].Count()), first.Name, first.Days.OpensOn);
    }

    private Task<Closure?> FindAsync(Guid id, CancellationToken ct) => db.Closures.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
}

/// <summary>Takes a closure back. Asked twice, it is taken back once.</summary>
public sealed class ReopenVenue(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<ClosureLifted>> RunAsync(Guid closureId, CancellationToken ct)
    {
        var closure = await FindAsync(closureId, ct);
        if (closure is null || !db.Viewer.HoldsOver(closure.UnitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
        {
            return new Refusal("Closure.NotYours");
        }

        if (closure.Lifted is { } earlier)
        {
            return earlier;
        }

        var now = calendar.UtcNow();
        var lifted = new ClosureLifted(RowId.At(now), closureId, now, db.Viewer.MemberId);
        db.ClosuresLifted.Add(lifted);
        try
        {
            await db.SaveChangesAsync(ct);
            return lifted;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if ((await FindAsync(closureId, ct))?.Lifted is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private Task<Closure?> FindAsync(Guid id, CancellationToken ct) => db.Closures.AsNoTracking().Include(c => c.Lifted).SingleOrDefaultAsync(c => c.Id == id, ct);
}
