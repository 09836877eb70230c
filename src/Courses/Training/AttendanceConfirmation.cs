using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>A second person has compared the signed paper with what the first one keyed, and found this attendance on it.</summary>
public sealed class AttendanceConfirmation : Confirmation
{
    public AttendanceConfirmation(Guid id, Attendance attendance, DateTime recordedAt, MemberId recordedBy)
        : base(id, attendance.Id, attendance.MemberId, recordedAt, recordedBy)
    {
    }

    private AttendanceConfirmation()
    {
    }

    public override EvidenceFacts Evidence() => new(
        "attendance.confirmed", MemberId, RecordedBy, new Dictionary<string, object?> { ["attendance"] = ConfirmsId });
}

public static class AttendanceClasses
{
    /// <summary>Whoever keyed a list cannot be its second person.</summary>
    /// <param name="confirmation">Of this attendance; null when there is none.</param>
    public static EvidenceClass Of(Attendance attendance, AttendanceConfirmation? confirmation) =>
        EvidenceClasses.Of(attendance.Source == AttendanceSource.Code, attendance.Id, attendance.RecordedBy, confirmation);

    /// <summary>The standing attendances of a class as far as the viewer may see them, each with its confirmation.</summary>
    internal static async Task<List<(Attendance Row, AttendanceConfirmation? Confirmation)>> OfCohortAsync(CoursesDb db, Guid cohortId, CancellationToken ct)
    {
        var rows = await db.StandingAttendances().AsNoTracking().Where(a => a.CohortId == cohortId)
            .GroupJoin(db.AttendanceConfirmations, a => a.Id, c => c.ConfirmsId, (a, c) => new { a, c })
            .SelectMany(x => x.c.DefaultIfEmpty(), (x, c) => new { x.a, c })
            .OrderBy(x => x.a.Id)
            .ToListAsync(ct);
        return rows.ConvertAll(r => (r.a, r.c));
    }
}

/// <summary>The class of evidence of one attendance, for whoever may see it.</summary>
public sealed class AttendanceClass(CoursesDb db)
{
    /// <returns>Null when there is no such attendance within the viewer's sight.</returns>
    public async Task<EvidenceClass?> RunAsync(Guid attendanceId, CancellationToken ct) =>
        await db.Attendances.AsNoTracking().SingleOrDefaultAsync(a => a.Id == attendanceId, ct) is { } row
            ? AttendanceClasses.Of(row, await db.AttendanceConfirmations.AsNoTracking().SingleOrDefaultAsync(c => c.ConfirmsId == attendanceId, ct))
            : null;
}
