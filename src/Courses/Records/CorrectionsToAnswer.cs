using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Records;

/// <summary>
/// When a request goes up to the next unit. An option of the site and no entry of a rule pack: rule packs say what training is
/// owed, by an article each, and no article says how long a branch may take to answer.
/// </summary>
/// <param name="EscalateAfterDays">Whole days without an answer, after which those above the branch see the request too. Setting "Corrections:EscalateAfterDays".</param>
public sealed record CorrectionSettings(int EscalateAfterDays = CorrectionSettings.TwoWeeks)
{
    private const int TwoWeeks = 14;
}

/// <param name="Escalated">Has waited so long that those above the branch see it too.</param>
public sealed record CorrectionRow(Guid Id, MemberId MemberId, string Name, string Number, string BranchName, CorrectionAbout About, string Words, DateTime At, bool Escalated);

/// <summary>
/// What waits for the viewer's answer, oldest first. A request lies with the lowest unit at which somebody other than the member
/// answers for the member: the branch, or the town where the branch has no secretary but the one who asks. After some days it
/// lies with the next unit as well. Whoever covers the member may answer; this is about whose list it stands in.
/// </summary>
public sealed class CorrectionsToAnswer(CoursesDb db, SchoolCalendar calendar, CorrectionSettings settings)
{
    private const int Most = 200;

    private static readonly PostKind[] Answering = [PostKind.BranchSecretary, PostKind.TownOrganiser, PostKind.DistrictOrganiser];

    public async Task<IReadOnlyList<CorrectionRow>> RunAsync(CancellationToken ct)
    {
        var today = calendar.Today();
        var open = await db.CorrectionRequests.AsNoTracking()
            .Where(r => r.Answer == null && r.MemberId != db.Viewer.MemberId)
            .OrderBy(r => r.RecordedAt).ThenBy(r => r.Id)
            .Take(Most)
            .Join(db.Memberships.InForce(today), r => r.MemberId, m => m.MemberId, (r, m) => new { Request = r, m.BranchPath, m.BranchId })
            .Join(db.Members, r => r.Request.MemberId, m => m.MemberId, (r, m) => new { r.Request, r.BranchPath, r.BranchId, m.Name, m.Number })
            .Join(db.Units, r => r.BranchId, u => u.UnitId, (r, u) => new { r.Request, r.BranchPath, r.Name, r.Number, BranchName = u.Name })
            .OrderBy(r => r.Request.RecordedAt).ThenBy(r => r.Request.Id)
            .ToListAsync(ct);
        if (open.Count == 0)
        {
            return [];
        }

        var answering = (await db.Posts.AsNoTracking().InForce(today).Where(p => Answering.Contains(p.Kind)).Select(p => new { p.UnitPath, p.MemberId }).ToListAsync(ct))
            .ToLookup(p => p.UnitPath, p => p.MemberId, StringComparer.Ordinal);
        var own = db.Viewer.Posts.Where(p => Answering.Contains(p.Kind)).Select(p => p.UnitPath).ToHashSet(StringComparer.Ordinal);
        return [.. open
            .Select(r => (Row: r, Escalated: calendar.DayOf(r.Request.RecordedAt).AddDays(settings.EscalateAfterDays) <= today))
            .Where(r => Desks(r.Row.BranchPath, r.Row.Request.MemberId).Take(r.Escalated ? 2 : 1).Any(own.Contains))
            .Select(r => new CorrectionRow(
                r.Row.Request.Id, r.Row.Request.MemberId, r.Row.Name, r.Row.Number, r.Row.BranchName, r.Row.Request.About, r.Row.Request.Words, r.Row.Request.RecordedAt, r.Escalated))];

        // From the branch upward, the units with somebody other than the member to answer.
        IEnumerable<string> Desks(string branch, MemberId member)
        {
            for (var path = branch; path.Length > 0; path = path[..Math.Max(path.LastIndexOf('/'), 0)])
            {
                if (own.Contains(path) || answering[path].Any(holder => holder != member))
                {
                    yield return path;
                }
            }
        }
    }
}
