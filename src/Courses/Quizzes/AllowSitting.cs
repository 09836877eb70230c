using Learning.Courses.Catalogue;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <param name="Id">Made with the form, so that the same form twice allows once.</param>
public sealed record AllowanceInput(Guid Id, MemberId Member, string CourseKey, int ExtraMinutes, int ExtraAttempts, string ReasonCode, DateOnly? OtherDay = null);

/// <summary>
/// Allows one member more time, further attempts or another day at one quiz, with a reason, by somebody who answers for the member.
/// A sitting that is going on gets the minutes at once.
/// </summary>
public sealed class AllowSitting(CoursesDb db, SchoolCalendar calendar, ContentFolder content)
{
    public const int MostMinutes = 300;
    public const int MostAttempts = 5;
    private const int MostDaysAhead = 366;
    private const int MaxTries = 5;

    public async Task<Outcome<SittingAllowance>> RunAsync(AllowanceInput input, CancellationToken ct)
    {
        var covered = await Responsibility.FindAsync(db, input.Member, calendar.Today(), ct);
        if ((covered.Refusal ?? Refuse(input)) is { } refusal)
        {
            return refusal;
        }

        for (var tries = 1; ; tries++)
        {
            if (await db.SittingAllowances.AsNoTracking().SingleOrDefaultAsync(a => a.Id == input.Id, ct) is { } allowed)
            {
                return allowed.MemberId == input.Member ? allowed : new Refusal("Organisation.NoSuchMember");
            }

            try
            {
                return await StoreAsync(input, ct);
            }
            catch (DbUpdateException) when (tries < MaxTries)
            {
                // The same form twice at once, or an answer was saved in this moment. Looking afresh tells which.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<SittingAllowance> StoreAsync(AllowanceInput input, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var allowance = new SittingAllowance(
            input.Id, input.Member, input.CourseKey, input.ExtraMinutes, input.ExtraAttempts, input.ReasonCode, now, db.Viewer.MemberId, input.OtherDay);
        db.SittingAllowances.Add(allowance);
        if (input.ExtraMinutes > 0
            && await db.Attempts.SingleOrDefaultAsync(a => a.MemberId == input.Member && a.CourseKey == input.CourseKey && a.FinishedAt == null, ct) is { } open)
        {
            open.Give(input.ExtraMinutes * 60);
        }

        await db.SaveChangesAsync(ct);
        return allowance;
    }

    private Refusal? Refuse(AllowanceInput input)
    {
        if (input.Member == db.Viewer.MemberId)
        {
            return new Refusal("Allowance.Oneself");
        }

        if (content.Current.FindCourse(input.CourseKey)?.Quiz is not { } quiz)
        {
            return new Refusal("Quiz.NotFound");
        }

        if (!AllowanceReasons.All.Contains(input.ReasonCode))
        {
            return new Refusal("Allowance.NoSuchReason");
        }

        var today = calendar.Today();
        return input switch
        {
            { OtherDay: not null } when quiz.Days == QuizDays.Any => new Refusal("Allowance.AnyDay"),
            { OtherDay: { } day } when day < today || day > today.AddDays(MostDaysAhead) => new Refusal("Allowance.DayOutOfReach", today, today.AddDays(MostDaysAhead)),
            { ExtraMinutes: 0, ExtraAttempts: 0, OtherDay: null } => new Refusal("Allowance.Nothing"),
            { ExtraMinutes: < 0 or > MostMinutes } or { ExtraAttempts: < 0 or > MostAttempts } => new Refusal("Allowance.TooMuch", MostMinutes, MostAttempts),
            _ => null,
        };
    }
}
