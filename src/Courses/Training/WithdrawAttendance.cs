using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>Strikes out an attendance that was ticked by mistake, while the class is not yet closed. Asking twice strikes once.</summary>
public sealed class WithdrawAttendance(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<AttendanceWithdrawal>> RunAsync(Guid attendanceId, CancellationToken ct)
    {
        var attendance = await db.Attendances.AsNoTracking().SingleOrDefaultAsync(a => a.Id == attendanceId, ct);
        if (attendance is null || !db.Viewer.AnswersFor(attendance.MemberId))
        {
            return new Refusal("Attendance.NotOnYourList");
        }

        if (await FindAsync(attendanceId, ct) is { } earlier)
        {
            return earlier;
        }

        var cohort = await db.Cohorts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == attendance.CohortId, ct);
        if (cohort is null || cohort.StateOn(calendar.Today()) == CohortState.Closed)
        {
            return new Refusal("Attendance.TooLateToWithdraw");
        }

        var now = calendar.UtcNow();
        var withdrawal = new AttendanceWithdrawal(RowId.At(now), attendance, now, db.Viewer.MemberId);
        db.AttendanceWithdrawals.Add(withdrawal);
        try
        {
            await db.SaveChangesAsync(ct);
            return withdrawal;
        }
        catch (DbUpdateException)
        {
            // Two tabs struck out the same line: the key lets one insert win, and the loser reads the winner.
            db.ChangeTracker.Clear();
            if (await FindAsync(attendanceId, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private Task<AttendanceWithdrawal?> FindAsync(Guid attendanceId, CancellationToken ct) =>
        db.AttendanceWithdrawals.AsNoTracking().SingleOrDefaultAsync(w => w.AttendanceId == attendanceId, ct);
}
