using System.Globalization;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <summary>
/// Tells whoever answers for a member that the member cannot come to a class and waits for an answer. Once for each time it is said,
/// however often this runs. The notice names nobody: the page behind it does, to those who may see it.
/// </summary>
public sealed class TellRegrets(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>Gives back how many were told.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var today = calendar.Today();
        var open = await db.OpenRegrets(today).AsNoTracking()
            .Join(db.Memberships.InForce(today), r => r.MemberId, m => m.MemberId, (r, m) => new { Regret = r, m.BranchPath })
            .Join(db.Cohorts, r => r.Regret.CohortId, c => c.Id, (r, c) => new { r.Regret.Id, r.Regret.MemberId, r.BranchPath, c.Number, c.OpensOn, c.RotationId })
            .OrderBy(r => r.Id)
            .Select(r => new { r.Id, r.MemberId, r.BranchPath, r.Number, r.OpensOn, Title = db.Rotations.Where(x => x.Id == r.RotationId).Select(x => x.Title).First() })
            .ToListAsync(ct);
        if (open.Count == 0)
        {
            return 0;
        }

        var answering = await Answering.ReadAsync(db, today, ct);
        return await Outbox.PostAsync(
            db,
            calendar.UtcNow(),
            [.. from r in open
                from who in answering.Nearest(r.BranchPath, otherThan: r.MemberId).Who
                select new NewNotice(
                    who,
                    NoticeKinds.RegretSaid,
                    $"regret-said/{r.Id}/{who}",
                    [NoticeArgument.Text(r.Title), NoticeArgument.Text(r.Number.ToString(CultureInfo.InvariantCulture)), NoticeArgument.Day(r.OpensOn)])],
            ct);
    }
}
