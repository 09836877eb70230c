using Learning.Courses.Coverage;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <param name="RemindedAt">The last reminder; null for none.</param>
public sealed record AssigneeLine(AssigneeStanding Of, DateTime? RemindedAt, int Reminders);

/// <param name="GivenBy">Null when the viewer may not see who gave it.</param>
/// <param name="Lines">The members the viewer answers for, by number.</param>
public sealed record AssignmentCard(
    Guid Id, AssignedTask Task, string UnitName, string UnitPath, string? GivenBy, DateTime GivenAt, AssignmentCounts Counts, IReadOnlyList<AssigneeLine> Lines);

/// <summary>One assignment: who has done it, who has not, and who was reminded when.</summary>
public sealed class AssignmentDetail(CoursesDb db, AssignmentStandings standings)
{
    public async Task<Outcome<AssignmentCard>> RunAsync(Guid id, CancellationToken ct)
    {
        var rows = await standings.RunAsync([id], ct);
        var head = await db.Assignments.AsNoTracking()
            .Where(a => a.Id == id)
            .Join(db.Units, a => a.UnitId, u => u.UnitId, (a, u) => new
            {
                a.UnitPath,
                a.RecordedAt,
                u.Name,
                a.Kind,
                a.CourseKey,
                a.DueOn,
                GivenBy = db.Members.Where(m => m.MemberId == a.RecordedBy).Select(m => m.Name).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        if (head is null || rows.Count == 0)
        {
            return new Refusal("Assign.NotFound");
        }

        var reminded = await Reminders.Sent(db, id)
            .GroupBy(m => m.MemberId)
            .Select(g => new { Member = g.Key, Last = g.Max(m => m.CreatedAt), Count = g.Count() })
            .ToDictionaryAsync(g => g.Member, ct);
        return new AssignmentCard(
            id,
            new AssignedTask(head.Kind, head.CourseKey, head.DueOn),
            head.Name,
            head.UnitPath,
            head.GivenBy,
            head.RecordedAt,
            AssignmentCounts.Of(rows),
            [.. rows.Select(r => reminded.TryGetValue(r.MemberId, out var told) ? new AssigneeLine(r, told.Last, told.Count) : new AssigneeLine(r, null, 0))]);
    }
}
