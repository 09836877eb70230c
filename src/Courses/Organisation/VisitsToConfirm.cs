using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <param name="IsOwn">The viewer is the one who was visited.</param>
public sealed record VisitToConfirm(Guid Id, string Name, bool IsOwn, DateOnly VisitedOn, string VisitedBy, string Studied);

/// <summary>
/// The visits that wait for the viewer's word: of those who were visited, of those who went along, and of the committee of the
/// branch. Nobody is asked about a visit of their own telling. Oldest first.
/// </summary>
public sealed class VisitsToConfirm(CoursesDb db, SchoolCalendar calendar)
{
    private const int Most = 100;

    public Task<int> CountAsync(CancellationToken ct) => Waiting().CountAsync(ct);

    public async Task<IReadOnlyList<VisitToConfirm>> RunAsync(CancellationToken ct)
    {
        var self = db.Viewer.MemberId;
        return await Waiting()
            .Join(db.Members, v => v.MemberId, m => m.MemberId, (v, m) => new { v, m.Name })
            .Join(db.Members, r => r.v.VisitedBy, m => m.MemberId, (r, m) => new { r.v, r.Name, VisitedBy = m.Name })
            .OrderBy(r => r.v.VisitedOn).ThenBy(r => r.v.Id)
            .Take(Most)
            .Select(r => new VisitToConfirm(r.v.Id, r.Name, r.v.MemberId == self, r.v.VisitedOn, r.VisitedBy, r.v.Studied))
            .ToListAsync(ct);
    }

    /// <summary>Standing visits to which the viewer can be the second person without answering for the member.</summary>
    internal static IQueryable<HomeVisit> AskedOf(CoursesDb db, DateOnly today)
    {
        var self = db.Viewer.MemberId;
        var branches = db.Viewer.Posts.Where(p => p.Kind is PostKind.CommitteeMember or PostKind.BranchSecretary).Select(p => p.UnitPath).ToList();

        // The scope is lifted because a committee member and whoever went along answer for nobody, and are asked all the same. The
        // condition names the person who asks, and no more is shown than this one visit.
        return db.StandingVisits().AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
            .Where(v => v.VisitedBy != self
                && (v.MemberId == self || v.AlongWith == self || db.Memberships.InForce(today).Any(m => m.MemberId == v.MemberId && branches.Contains(m.BranchPath))));
    }

    internal static IQueryable<HomeVisitConfirmation> ConfirmationOf(CoursesDb db, Guid visitId) =>
        db.HomeVisitConfirmations.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope]).Where(c => c.ConfirmsId == visitId);

    private IQueryable<HomeVisit> Waiting() =>
        AskedOf(db, calendar.Today()).Where(v => !db.HomeVisitConfirmations.Any(c => c.ConfirmsId == v.Id));
}
