using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>
/// Stores that members were present at a session, however that was learnt. Who has a standing attendance keeps it, so this may
/// be asked twice.
/// </summary>
internal sealed class MarkPresent(CoursesDb db, SchoolCalendar calendar)
{
    /// <returns>The standing attendance of every member given; those stored by this call are in <see cref="Marked.New"/>.</returns>
    public async Task<Marked> RunAsync(Guid cohortId, int session, IReadOnlyCollection<MemberId> members, AttendanceSource source, CancellationToken ct,
        IReadOnlyDictionary<MemberId, Guid?>? marks = null)
    {
        try
        {
            return await TryAsync(cohortId, session, members, source, marks, ct);
        }
        catch (DbUpdateException)
        {
            // The member checked in while the trainer ticked: the key let one row in. Read it, and store the rest.
            db.ChangeTracker.Clear();
            return await TryAsync(cohortId, session, members, source, marks, ct);
        }
    }

    private async Task<Marked> TryAsync(
        Guid cohortId, int session, IReadOnlyCollection<MemberId> members, AttendanceSource source, IReadOnlyDictionary<MemberId, Guid?>? marks, CancellationToken ct)
    {
        var rows = await db.Attendances.AsNoTracking()
            .Where(a => a.CohortId == cohortId && a.Session == session && members.Contains(a.MemberId))
            .Select(a => new { Attendance = a, Withdrawn = db.AttendanceWithdrawals.Any(w => w.AttendanceId == a.Id) })
            .ToListAsync(ct);
        var standing = rows.Where(r => !r.Withdrawn || (r.Attendance.MarkId is { } known && MarkOf(r.Attendance.MemberId) == known))
            .Select(r => r.Attendance).DistinctBy(a => a.MemberId).ToList();
        var now = calendar.UtcNow();
        var added = members.Except(standing.Select(a => a.MemberId))
            .Select(m => new Attendance(RowId.At(now), m, cohortId, session, TakeOf(m), source, now, db.Viewer.MemberId, MarkOf(m)))
            .ToList();
        db.Attendances.AddRange(added);
        await db.SaveChangesAsync(ct);
        return new Marked(standing, added);

        Guid? MarkOf(MemberId member) => marks?.GetValueOrDefault(member);

        int TakeOf(MemberId member) => 1 + rows.Count(r => r.Attendance.MemberId == member);
    }

    internal sealed record Marked(IReadOnlyList<Attendance> Earlier, IReadOnlyList<Attendance> New);
}
