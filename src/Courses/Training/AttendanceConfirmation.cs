using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>
/// A second person has compared the signed paper with what the first one keyed, and found this attendance on it. Belongs to
/// one row of attendance: a line that is put right is a new row, and has to be confirmed anew.
/// </summary>
public sealed class AttendanceConfirmation : IOfMember, IProvable
{
    public AttendanceConfirmation(Guid id, Attendance attendance, DateTime recordedAt, MemberId recordedBy) =>
        (Id, AttendanceId, MemberId, RecordedAt, RecordedBy) = (id, attendance.Id, attendance.MemberId, recordedAt, recordedBy);

    private AttendanceConfirmation()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Unique: an attendance is confirmed once, whoever clicks twice.</summary>
    public Guid AttendanceId { get; private set; }
    public MemberId MemberId { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new(
        "attendance.confirmed", MemberId, RecordedBy, new Dictionary<string, object?> { ["attendance"] = AttendanceId });
}

/// <summary>What an attendance rests on.</summary>
public enum EvidenceClass
{
    /// <summary>The system saw it: the member gave the code shown in class.</summary>
    A,

    /// <summary>Two people say so, the second independently of the first.</summary>
    B,

    /// <summary>One person says so.</summary>
    C,
}

public static class EvidenceClasses
{
    /// <summary>The one definition, from the rows alone. Whoever keyed a list cannot be its second person.</summary>
    /// <param name="confirmation">Of this attendance; null when there is none.</param>
    public static EvidenceClass Of(Attendance attendance, AttendanceConfirmation? confirmation) => attendance.Source switch
    {
        AttendanceSource.Code => EvidenceClass.A,
        _ when confirmation is not null && confirmation.AttendanceId == attendance.Id && confirmation.RecordedBy != attendance.RecordedBy => EvidenceClass.B,
        _ => EvidenceClass.C,
    };

    /// <summary>The standing attendances of a class as far as the viewer may see them, each with its confirmation.</summary>
    internal static async Task<List<(Attendance Row, AttendanceConfirmation? Confirmation)>> OfCohortAsync(CoursesDb db, Guid cohortId, CancellationToken ct)
    {
        var rows = await db.StandingAttendances().AsNoTracking().Where(a => a.CohortId == cohortId)
            .GroupJoin(db.AttendanceConfirmations, a => a.Id, c => c.AttendanceId, (a, c) => new { a, c })
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
            ? EvidenceClasses.Of(row, await db.AttendanceConfirmations.AsNoTracking().SingleOrDefaultAsync(c => c.AttendanceId == attendanceId, ct))
            : null;
}
