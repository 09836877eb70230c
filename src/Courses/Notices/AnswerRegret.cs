using System.Globalization;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <param name="Words">What the member is told beside the answer; needed when it is no.</param>
public sealed record RegretAnswerInput(Guid RegretId, bool Accept, string Words);

/// <param name="Other">The class in which the member has a place instead; null for none, and when the answer was given before.</param>
public sealed record RegretAnswered(RegretEnd End, Cohort? Other);

/// <summary>
/// Answers a member who cannot come. Yes gives the place up, looks for another class of the rotation and tells which; no says
/// why not. All in one transaction; the same answer twice is one answer.
/// </summary>
public sealed class AnswerRegret(CoursesDb db, SchoolCalendar calendar)
{
    private const int MostTries = 3;

    public async Task<Outcome<RegretAnswered>> RunAsync(RegretAnswerInput input, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var regret = await db.Regrets.AsNoTracking().Include(r => r.End).SingleOrDefaultAsync(r => r.Id == input.RegretId, ct);
            var covered = regret is null ? new Refusal("Organisation.NoSuchMember") : await Responsibility.FindAsync(db, regret.MemberId, calendar.Today(), ct);
            if ((covered.Refusal ?? Check(regret!, input)) is { } refusal)
            {
                return refusal;
            }

            if (regret!.End is { } earlier)
            {
                return earlier.Answer == AnswerOf(input) ? new RegretAnswered(earlier, null) : new Refusal("Regret.EndedOtherwise");
            }

            var (given, other) = await new OtherClass(db, calendar).FindAsync(regret, covered.Value!.BranchPath, ct);
            if (given.StateOn(calendar.Today()) != CohortState.Planned || given.Enrolments.SingleOrDefault(e => e.Id == regret.EnrolmentId) is not { GivenUp: null } place)
            {
                return new Refusal("Regret.PlaceGone");
            }

            var title = await db.Rotations.Where(r => r.Id == given.RotationId).Select(r => r.Title).SingleAsync(ct);
            var venue = other is null ? "" : await db.Venues.Where(v => v.Id == other.VenueId).Select(v => v.Name).SingleAsync(ct);
            var end = Add(input, regret, place, given, other, title, venue);
            try
            {
                await db.SaveChangesAsync(ct);
                return new RegretAnswered(end, input.Accept ? other : null);
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // Withdrawn or answered at this moment, the last seat taken, or the class called off: looking again tells which.
                db.ChangeTracker.Clear();
            }
        }
    }

    private Refusal? Check(Regret regret, RegretAnswerInput input) => input switch
    {
        _ when regret.MemberId == db.Viewer.MemberId => new Refusal("Regret.Oneself"),
        _ when input.Words.Length > Regret.MaxWords => new Refusal("Regret.TooManyWords", Regret.MaxWords),
        { Accept: false } when string.IsNullOrWhiteSpace(input.Words) => new Refusal("Regret.SayWhyNot"),
        _ => null,
    };

    private static RegretAnswer AnswerOf(RegretAnswerInput input) => input.Accept ? RegretAnswer.Accepted : RegretAnswer.Declined;

    private RegretEnd Add(RegretAnswerInput input, Regret regret, Enrolment place, Cohort given, Cohort? other, string title, string venue)
    {
        var (now, words) = (calendar.UtcNow(), input.Words.Trim());
        var end = new RegretEnd(RowId.At(now), regret, AnswerOf(input), words, now, db.Viewer.MemberId);
        db.RegretEnds.Add(end);
        if (input.Accept)
        {
            db.PlacesGivenUp.Add(new PlaceGivenUp(RowId.At(now), place, GivenUpBecause.Regretted, now, db.Viewer.MemberId));
            if (other?.Enrol(regret.MemberId, now) is { } refusal)
            {
                throw new InvalidOperationException($"Cohort {other.Id} had a free seat and refuses it: {refusal.Code}.");
            }
        }

        var kind = !input.Accept ? NoticeKinds.RegretDeclined : other is null ? NoticeKinds.RegretAccepted : NoticeKinds.RegretAcceptedMoved;
        Outbox.Add(db, now, [new NewNotice(
            regret.MemberId,
            kind,
            $"regret/{regret.Id}",
            [
                NoticeArgument.Text(title),
                NoticeArgument.Text(given.Number.ToString(CultureInfo.InvariantCulture)),
                .. input.Accept ? other is null ? [] : TellPlaces.Naming(other, venue) : [NoticeArgument.Text(words)],
            ])]);
        return end;
    }
}
