using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="New">How many lines were confirmed now.</param>
/// <param name="Already">How many had been confirmed before.</param>
public sealed record AttendanceConfirmed(int New, int Already);

/// <summary>
/// A second person, who answers for the members, compares the signed paper with what was keyed and confirms it. Nobody confirms
/// what they keyed themselves, nor their own presence; confirming twice changes nothing. Also after the class: the paper stays.
/// </summary>
public sealed class ConfirmAttendance(CoursesDb db, SchoolCalendar calendar)
{
    /// <param name="seen">The attendances that the person has seen on the page and compared. One that no longer stands means that the list was changed meanwhile.</param>
    public async Task<Outcome<AttendanceConfirmed>> RunAsync(Guid cohortId, int session, IReadOnlyCollection<Guid> seen, CancellationToken ct)
    {
        try
        {
            return await TryAsync(cohortId, session, seen, ct);
        }
        catch (DbUpdateException)
        {
            // Two tabs, or two people with the same paper: the key let one row in. What is left is looked at again.
            db.ChangeTracker.Clear();
            return await TryAsync(cohortId, session, seen, ct);
        }
    }

    private async Task<Outcome<AttendanceConfirmed>> TryAsync(Guid cohortId, int session, IReadOnlyCollection<Guid> seen, CancellationToken ct)
    {
        var ids = seen.ToHashSet();
        var lines = (await AttendanceClasses.OfCohortAsync(db, cohortId, ct)).FindAll(l => l.Row.Session == session && ids.Contains(l.Row.Id));
        if (ids.Count == 0 || lines.Count < ids.Count)
        {
            return await db.Cohorts.AnyAsync(c => c.Id == cohortId, ct) ? new Refusal("Attendance.ListChanged") : new Refusal("Attendance.NoSuchSession");
        }

        if (!lines.TrueForAll(l => db.Viewer.AnswersFor(l.Row.MemberId)))
        {
            return new Refusal("Attendance.NotOnYourList");
        }

        if (db.Viewer.MemberId is not { } self || lines.Exists(l => IsOwn(l.Row, self)))
        {
            return new Refusal("Attendance.SecondPerson");
        }

        var now = calendar.UtcNow();
        var fresh = lines.FindAll(l => l.Confirmation is null && l.Row.Source == AttendanceSource.List);
        db.AttendanceConfirmations.AddRange(fresh.Select(l => new AttendanceConfirmation(RowId.At(now), l.Row, now, self)));
        await db.SaveChangesAsync(ct);
        return new AttendanceConfirmed(fresh.Count, lines.Count - fresh.Count);
    }

    /// <summary>Keyed by the person, or about them.</summary>
    internal static bool IsOwn(Attendance row, MemberId self) => row.RecordedBy == self || row.MemberId == self;
}
