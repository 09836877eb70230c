using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="IsLocked">Nobody can be sent to it or away from it any more.</param>
/// <param name="Taken">Seats taken by those whom the viewer may see, also where the choice of a branch hides their names.</param>
/// <param name="People">At most <see cref="RotationBoard.MostNames"/> of them.</param>
/// <param name="Shown">How many there are of the branch chosen.</param>
public sealed record BoardClass(
    Guid Id, int Number, DateOnly OpensOn, DateOnly ClosesOn, string VenueName, int Capacity, int Taken, int Smallest, bool IsLocked, IReadOnlyList<BoardPerson> People, int Shown);

public sealed record BoardPerson(MemberId MemberId, string Number, string Name, string BranchName);

/// <param name="Branches">Those whose members can be shown alone.</param>
/// <param name="Classes">The classes of this page that are not over.</param>
/// <param name="Waiting">Who is required and has no place; at most <see cref="RotationBoard.MostNames"/>.</param>
public sealed record BoardPage(
    Guid RotationId, string Title, IReadOnlyList<UnitChoice> Branches, string? Branch, IReadOnlyList<BoardClass> Classes, int AllClasses, int Page,
    IReadOnlyList<BoardPerson> Waiting, int AllWaiting);

/// <summary>The classes of a rotation beside each other with the names in them, for whoever plans for its whole unit.</summary>
public sealed class RotationBoard(CoursesDb db, WaitingMembers waiting, SchoolCalendar calendar)
{
    /// <summary>Names of one class that a page shows; more are found by choosing a branch.</summary>
    public const int MostNames = 120;
    public const int ClassesPerPage = 8;

    /// <param name="branch">Path of the branch whose members alone are shown; null for all.</param>
    /// <param name="page">From 1.</param>
    /// <returns>Null when the viewer does not plan for the unit of the rotation, or there is none.</returns>
    public async Task<BoardPage?> RunAsync(Guid rotationId, string? branch, int page, CancellationToken ct)
    {
        var rotation = await db.Rotations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == rotationId, ct);
        if (rotation is null || !db.Viewer.HoldsOver(rotation.UnitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
        {
            return null;
        }

        var today = calendar.Today();
        var running = db.Cohorts.AsNoTracking().Where(c => c.RotationId == rotationId && c.State != CohortState.Closed && c.State != CohortState.CalledOff && c.ClosesOn >= today);
        var all = await running.CountAsync(ct);
        var at = Math.Clamp(page, 1, Math.Max(1, (all + ClassesPerPage - 1) / ClassesPerPage));
        var cohorts = await running.OrderBy(c => c.OpensOn).ThenBy(c => c.Number).Skip((at - 1) * ClassesPerPage).Take(ClassesPerPage).ToListAsync(ct);
        var branches = await BranchesAsync(rotation, ct);
        var people = await PeopleAsync(rotation, cohorts.ConvertAll(c => c.Id), today, ct);
        var names = branches.ToDictionary(b => b.Path, b => b.Name, StringComparer.Ordinal);
        var waits = (await waiting.RunAsync(rotationId, ct)).Where(w => branch is null || w.Member.BranchPath == branch)
            .Select(w => new BoardPerson(w.Member.MemberId, w.Member.Number, w.Member.Name, names.GetValueOrDefault(w.Member.BranchPath, ""))).ToList();
        var venues = await db.Venues.AsNoTracking().ToDictionaryAsync(v => v.Id, v => v.Name, ct);
        return new BoardPage(
            rotation.Id, rotation.Title, branches, branch, [.. cohorts.Select(c => ClassOf(c, [.. people[c.Id]]))], all, at, [.. waits.Take(MostNames)], waits.Count);

        BoardClass ClassOf(Cohort c, List<SeatedPerson> seated)
        {
            var shown = seated.Where(p => branch is null || p.BranchPath == branch).ToList();
            return new BoardClass(
                c.Id, c.Number, c.OpensOn, c.ClosesOn, venues[c.VenueId], c.Capacity, seated.Count, rotation.SmallestOf(c), c.IsLocked(today),
                [.. shown.Take(MostNames).Select(p => new BoardPerson(p.MemberId, p.Number, p.Name, names.GetValueOrDefault(p.BranchPath ?? "", "")))], shown.Count);
        }
    }

    private async Task<List<UnitChoice>> BranchesAsync(Rotation rotation, CancellationToken ct)
    {
        var below = rotation.UnitPath + "/";
        return await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Branch && (u.Path == rotation.UnitPath || u.Path.StartsWith(below)))
            .OrderBy(u => u.Path).Select(u => new UnitChoice(u.Path, u.Name)).ToListAsync(ct);
    }

    private async Task<ILookup<Guid, SeatedPerson>> PeopleAsync(Rotation rotation, List<Guid> cohorts, DateOnly today, CancellationToken ct)
    {
        var day = rotation.NearestDay(today);
        var rows = await db.StandingPlaces().AsNoTracking().Where(e => cohorts.Contains(e.CohortId))
            .Join(db.Members, e => e.MemberId, m => m.MemberId, (e, m) => new { e.CohortId, m.MemberId, m.Number, m.Name })
            .OrderBy(m => m.Number)
            .Select(m => new SeatedPerson(
                m.CohortId, m.MemberId, m.Number, m.Name,
                db.Memberships.Where(s => s.MemberId == m.MemberId && s.ReplacedAt == null && s.ValidFrom <= day).OrderByDescending(s => s.ValidFrom)
                    .Select(s => s.BranchPath).FirstOrDefault()))
            .ToListAsync(ct);
        return rows.ToLookup(r => r.CohortId);
    }

    private sealed record SeatedPerson(Guid CohortId, MemberId MemberId, string Number, string Name, string? BranchPath);
}
