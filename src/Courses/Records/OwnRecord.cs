using Learning.Courses.Coverage;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Records;

/// <summary>Everything held about the member who asks, with the names by which its rows are put into words.</summary>
/// <param name="Subject">The pseudonym under which the ledger knows the member.</param>
/// <param name="Rows">By table, oldest first.</param>
/// <param name="Units">Names of all units that the rows mention, by path.</param>
/// <param name="Lessons">Titles by the hash of the edition that was read.</param>
public sealed record OwnRecordSheet(
    Member Person,
    string Subject,
    DateTime At,
    RecordSheet Standing,
    IReadOnlyList<HeldRow> Rows,
    IReadOnlyDictionary<string, string> Units,
    IReadOnlyDictionary<Guid, HeldClass> Classes,
    IReadOnlyDictionary<string, string> Lessons);

public sealed record HeldClass(string Title, int Number, string VenueName, DateOnly OpensOn, DateOnly ClosesOn);

/// <summary>
/// A member's own record (电子学习档案): all that is held about the one who asks, and about nobody else. Those who answer for a
/// member see <see cref="MemberDetail"/> and no more than that.
/// </summary>
public sealed class OwnRecord(CoursesDb db, SchoolCalendar calendar, MemberRecord standing)
{
    /// <returns>Null when who asks is no member.</returns>
    public async Task<OwnRecordSheet?> RunAsync(CancellationToken ct)
    {
        if (db.Viewer.MemberId is not { } self || await standing.RunAsync(self, ct) is not { } sheet)
        {
            return null;
        }

        var rows = await new HeldRows(db).ReadAsync(self, ct);
        var key = await db.MemberKeys.AsNoTracking().SingleAsync(k => k.MemberId == self, ct);
        return new OwnRecordSheet(
            rows.Select(r => r.Row).OfType<Member>().Single(),
            Pseudonym.Of(key.Key, Pseudonym.Subject),
            calendar.UtcNow(),
            sheet,
            rows,
            await UnitsAsync(rows, ct),
            await ClassesAsync(self, ct),
            await LessonsAsync(self, ct));
    }

    private Task<Dictionary<string, string>> UnitsAsync(IReadOnlyList<HeldRow> rows, CancellationToken ct)
    {
        var paths = rows.SelectMany(r => r.Row switch
        {
            Membership m => [m.BranchPath],
            Post p => [p.UnitPath],
            Transfer t => new[] { t.FromPath, t.ToPath },
            _ => [],
        }).Distinct().ToList();
        return db.Units.AsNoTracking().Where(u => paths.Contains(u.Path)).ToDictionaryAsync(u => u.Path, u => u.Name, ct);
    }

    /// <summary>The scope is lifted because a class one has had a place in stays one's own after a transfer; the query names the person who asks.</summary>
    private Task<Dictionary<Guid, HeldClass>> ClassesAsync(MemberId self, CancellationToken ct) => db.Cohorts.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
        .Where(c => db.Enrolments.Any(e => e.CohortId == c.Id && e.MemberId == self) || db.CohortOutcomes.Any(o => o.CohortId == c.Id && o.MemberId == self)
            || db.Attendances.Any(a => a.CohortId == c.Id && a.MemberId == self))
        .Select(c => new
        {
            c.Id,
            Class = new HeldClass(
                db.Rotations.Where(r => r.Id == c.RotationId).Select(r => r.Title).First(),
                c.Number,
                db.Venues.Where(v => v.Id == c.VenueId).Select(v => v.Name).First(),
                c.OpensOn,
                c.ClosesOn),
        })
        .ToDictionaryAsync(c => c.Id, c => c.Class, ct);

    private Task<Dictionary<string, string>> LessonsAsync(MemberId self, CancellationToken ct) => db.LessonEditions.AsNoTracking()
        .Where(e => db.LessonCredits.Any(c => c.MemberId == self && c.EditionHash == e.Hash))
        .ToDictionaryAsync(e => e.Hash, e => e.Title, ct);
}
