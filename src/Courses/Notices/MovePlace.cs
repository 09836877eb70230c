using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <param name="From">The class in which the organiser saw the member; null for one who waits for a place.</param>
public sealed record MovePlaceInput(Guid RotationId, MemberId MemberId, Guid? From, Guid To);

/// <summary>
/// Places one member in another class of the rotation by an organiser's decision and tells the member, in one transaction.
/// The rules of the plan hold here too. The second click finds it done.
/// </summary>
public sealed class MovePlace(CoursesDb db, SchoolCalendar calendar)
{
    private const int MostTries = 3;
    private readonly ConsiderMove consider = new(db, calendar);

    /// <returns>The class in which the member sits now.</returns>
    public async Task<Outcome<Cohort>> RunAsync(MovePlaceInput input, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var outcome = await consider.RunAsync(input.RotationId, input.MemberId, ct);
            if (outcome.Value is not { } choices)
            {
                return outcome.Refusal!;
            }

            if (choices.Now?.Id == input.To)
            {
                return choices.Now;
            }

            if (Check(choices, input) is { } refusal)
            {
                return refusal;
            }

            var to = choices.To(input.To)!;
            Add(choices, to);
            try
            {
                await db.SaveChangesAsync(ct);
                return to.Cohort;
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // The last seat was taken at this moment, or the place given up, or the class called off: looking again tells which.
                db.ChangeTracker.Clear();
            }
        }
    }

    private static Refusal? Check(PlaceChoices choices, MovePlaceInput input) => choices.To(input.To) switch
    {
        null => new Refusal("Place.NoSuchClass"),
        _ when choices.Now?.Id != input.From => new Refusal("Place.MovedMeanwhile"),
        var to => to.WhyNot,
    };

    private void Add(PlaceChoices choices, PlaceChoice to)
    {
        var (now, member) = (calendar.UtcNow(), choices.Who.MemberId);
        if (choices.Now?.Enrolments.Single(e => e.MemberId == member && e.GivenUp is null) is { } place)
        {
            db.PlacesGivenUp.Add(new PlaceGivenUp(RowId.At(now), place, GivenUpBecause.Moved, now, db.Viewer.MemberId));
        }

        if (to.Cohort.Enrol(member, now) is { } refusal)
        {
            throw new InvalidOperationException($"Cohort {to.Cohort.Id} had a free seat and refuses it: {refusal.Code}.");
        }

        Outbox.Add(db, now, [TellPlaces.Given(choices.Rotation, to.Cohort, member, to.VenueName)]);
    }
}
