using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="ImpossibleFrom">The first of the days on which the member cannot come at all; null for none named.</param>
/// <param name="ImpossibleTo">The last of them; one day alone is enough.</param>
public sealed record RegretInput(Guid CohortId, RegretBecause Because, string Words, DateOnly? ImpossibleFrom, DateOnly? ImpossibleTo)
{
    internal ClassDays? Impossible => (ImpossibleFrom ?? ImpossibleTo) is { } from ? new ClassDays(from, ImpossibleTo ?? from) : null;
}

/// <summary>The member who asks says that they cannot come to a class, while it can still be planned without them. Said twice, it is said once.</summary>
public sealed class SayCannotCome(CoursesDb db, SchoolCalendar calendar)
{
    private const int MostDays = 400;

    public async Task<Outcome<Regret>> RunAsync(RegretInput input, CancellationToken ct)
    {
        if (await OwnPlace.FindAsync(db, input.CohortId, ct) is not { } own)
        {
            return new Refusal("Attendance.NotEnrolled");
        }

        if ((own.Cohort.IsLocked(calendar.Today()) ? new Refusal("Regret.TooLate", own.Cohort.OpensOn) : Check(input)) is { } refusal)
        {
            return refusal;
        }

        var said = await SaidAsync(own.Place, ct);
        if (said.LastOrDefault() is { End: null } open)
        {
            return Same(open, input);
        }

        var now = calendar.UtcNow();
        var regret = new Regret(RowId.At(now), own.Place, said.Count + 1, input.Because, input.Words.Trim(), input.Impossible, now);
        db.Regrets.Add(regret);
        try
        {
            await db.SaveChangesAsync(ct);
            return regret;
        }
        catch (DbUpdateException)
        {
            // The same button twice at once: the key lets one row in, and the loser reads it.
            db.ChangeTracker.Clear();
            if ((await SaidAsync(own.Place, ct)).LastOrDefault() is { } winner && winner.Take > said.Count)
            {
                return Same(winner, input);
            }

            throw;
        }
    }

    private static Outcome<Regret> Same(Regret open, RegretInput input) =>
        open.Says(input.Because, input.Words.Trim(), input.Impossible) ? open : new Refusal("Regret.SaidAlready");

    private static Refusal? Check(RegretInput input) => input switch
    {
        _ when input.Words.Length > Regret.MaxWords => new Refusal("Regret.TooManyWords", Regret.MaxWords),
        { Because: RegretBecause.Other } when string.IsNullOrWhiteSpace(input.Words) => new Refusal("Regret.SayWhy"),
        _ when input.Impossible is { Days: < 1 or > MostDays } => new Refusal("Regret.DaysWrong"),
        _ => null,
    };

    private Task<List<Regret>> SaidAsync(Enrolment place, CancellationToken ct) =>
        db.Regrets.AsNoTracking().Include(r => r.End).Where(r => r.EnrolmentId == place.Id).OrderBy(r => r.Take).ToListAsync(ct);
}

/// <summary>The member who asks can come after all, as long as nobody has answered. Asked twice, it is withdrawn once.</summary>
public sealed class WithdrawRegret(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<RegretEnd>> RunAsync(Guid cohortId, CancellationToken ct)
    {
        var last = await LastAsync(cohortId, ct);
        if (last is null || last.End is not null)
        {
            return Ended(last);
        }

        var now = calendar.UtcNow();
        var end = new RegretEnd(RowId.At(now), last, RegretAnswer.Withdrawn, "", now, db.Viewer.MemberId);
        db.RegretEnds.Add(end);
        try
        {
            await db.SaveChangesAsync(ct);
            return end;
        }
        catch (DbUpdateException)
        {
            // Withdrawn in another tab, or answered at this moment: it ends once.
            db.ChangeTracker.Clear();
            if (await LastAsync(cohortId, ct) is { End: not null } ended)
            {
                return Ended(ended);
            }

            throw;
        }
    }

    private static Outcome<RegretEnd> Ended(Regret? last) => last?.End switch
    {
        null => new Refusal("Regret.NothingSaid"),
        { Answer: RegretAnswer.Withdrawn } end => end,
        _ => new Refusal("Regret.Answered"),
    };

    private Task<Regret?> LastAsync(Guid cohortId, CancellationToken ct) => db.Regrets.AsNoTracking().Include(r => r.End)
        .Where(r => r.CohortId == cohortId && r.MemberId == db.Viewer.MemberId)
        .OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Take)
        .FirstOrDefaultAsync(ct);
}
