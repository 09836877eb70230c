using Learning.Courses.Storage;

namespace Learning.Courses.Training;

public enum AttendanceSource
{
    /// <summary>Ticked on the trainer's list.</summary>
    List,

    /// <summary>The member gave the code shown in class.</summary>
    Code,
}

/// <summary>A member was present at one session. Stands unless an <see cref="AttendanceWithdrawal"/> names it.</summary>
public sealed class Attendance : IOfMember, IProvable
{
    /// <param name="take">1, or one more than the last row that was withdrawn for this member and session.</param>
    public Attendance(
        Guid id, MemberId memberId, Guid cohortId, int session, int take, AttendanceSource source, DateTime recordedAt, MemberId? recordedBy,
        Guid? markId = null) =>
        (Id, MemberId, CohortId, Session, Take, Source, RecordedAt, RecordedBy, MarkId) =
        (id, memberId, cohortId, session, take, source, recordedAt, recordedBy, markId);

    private Attendance()
    {
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }
    public Guid CohortId { get; private set; }
    public int Session { get; private set; }

    /// <summary>(Cohort, session, member, take) is unique: two clicks at once write the same take, and one of them wins.</summary>
    public int Take { get; private set; }
    public AttendanceSource Source { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    /// <summary>
    /// Names the tick on the device that made it, so that one that arrives again is no second tick, even when the first has been
    /// struck out meanwhile. Null for ticks of a form and for codes. Unique.
    /// </summary>
    public Guid? MarkId { get; private set; }

    public EvidenceFacts Evidence() => new(
        "attendance.recorded",
        MemberId,
        RecordedBy,
        new Dictionary<string, object?> { ["cohort"] = CohortId, ["session"] = Session, ["by"] = Source.ToString() });
}

/// <summary>Somebody was ticked who was not there. The wrong row stays; this one says that it does not count.</summary>
public sealed class AttendanceWithdrawal : IOfMember, IProvable
{
    public AttendanceWithdrawal(Guid id, Attendance attendance, DateTime recordedAt, MemberId? recordedBy) =>
        (Id, AttendanceId, MemberId, RecordedAt, RecordedBy) = (id, attendance.Id, attendance.MemberId, recordedAt, recordedBy);

    private AttendanceWithdrawal()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Unique: an attendance is withdrawn once, whoever clicks twice.</summary>
    public Guid AttendanceId { get; private set; }
    public MemberId MemberId { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new(
        "attendance.withdrawn", MemberId, RecordedBy, new Dictionary<string, object?> { ["attendance"] = AttendanceId }, AttendanceId);
}

public static class AttendanceQueries
{
    /// <summary>The attendances that count: all but the withdrawn. Whoever counts presence asks this and never the table.</summary>
    public static IQueryable<Attendance> StandingAttendances(this CoursesDb db) =>
        db.Attendances.Where(a => !db.AttendanceWithdrawals.Any(w => w.AttendanceId == a.Id));
}
