using System.Security.Cryptography;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>Plans a round of classes for a unit and gives each of its members a place.</summary>
public sealed class CreateRotation(CoursesDb db, SchoolCalendar calendar)
{
    private readonly DraftRotation draft = new(db, calendar);

    /// <summary>The plan, with nothing stored. For a large unit ask <see cref="DraftRotation"/> and plan beside the request.</summary>
    public async Task<Outcome<RotationPlan>> PlanAsync(NewRotation request, CancellationToken ct)
    {
        var outcome = await draft.RunAsync(request, ct);
        return outcome.Value is { } ready ? ready.Plan(null, ct) : outcome.Refusal!;
    }

    /// <summary>Plans and does it. Asking twice with the same id gives the first rotation back.</summary>
    public async Task<Outcome<Rotation>> RunAsync(NewRotation request, CancellationToken ct)
    {
        if (await FindAsync(request.Id, ct) is { } earlier)
        {
            return earlier;
        }

        var outcome = await PlanAsync(request, ct);
        return outcome.Value is { } plan ? await StoreAsync(plan, ct) : outcome.Refusal!;
    }

    /// <summary>Does what a plan shown earlier says, if everything it was made from is still so.</summary>
    public async Task<Outcome<Rotation>> ApplyAsync(RotationPlan plan, CancellationToken ct)
    {
        if (await FindAsync(plan.Request.Id, ct) is { } earlier)
        {
            return earlier;
        }

        var now = await draft.RunAsync(plan.Request, ct);
        if (now.Value is not { } today)
        {
            return now.Refusal!;
        }

        return today.Fingerprint == plan.Draft.Fingerprint ? await StoreAsync(plan, ct) : new Refusal("Rotation.RosterChanged");
    }

    private async Task<Outcome<Rotation>> StoreAsync(RotationPlan plan, CancellationToken ct)
    {
        var rotation = Add(plan);
        try
        {
            await db.SaveChangesAsync(ct);
            return rotation;
        }
        catch (DbUpdateException)
        {
            // Two tabs, or two organisers who want one room: the keys let one in. The loser gets the winner, or the reason.
            db.ChangeTracker.Clear();
            if (await FindAsync(plan.Request.Id, ct) is { } winner)
            {
                return winner;
            }

            if ((await draft.RunAsync(plan.Request, ct)).Refusal is { } refusal)
            {
                return refusal;
            }

            throw;
        }
    }

    private Rotation Add(RotationPlan plan)
    {
        var (now, request) = (calendar.UtcNow(), plan.Request);
        var rotation = new Rotation(request.Id, request.Title.Trim(), plan.Unit, request.From, request.To, now, db.Viewer.MemberId).PlannedBy(request);
        db.Rotations.Add(rotation);
        foreach (var planned in plan.Classes)
        {
            var cohort = new Cohort(
                RowId.At(now), rotation, planned.Venue, planned.Number, planned.Days.OpensOn, planned.Days.ClosesOn, planned.Seats, now, db.Viewer.MemberId);
            AddSessions(cohort, request);
            foreach (var member in planned.Members)
            {
                if (cohort.Enrol(member.MemberId, now) is { } refusal)
                {
                    throw new InvalidOperationException($"The plan gave a place that the class refuses: {refusal.Code}.");
                }
            }

            db.Cohorts.Add(cohort);
            if (planned.TrainerId is { } trainer)
            {
                db.CohortTrainers.Add(new CohortTrainer(RowId.At(now), cohort.Id, 1, trainer, now, db.Viewer.MemberId));
            }
        }

        return rotation;
    }

    private void AddSessions(Cohort cohort, NewRotation request)
    {
        for (var day = cohort.OpensOn; day <= cohort.ClosesOn; day = day.AddDays(1))
        {
            foreach (var part in request.Day)
            {
                cohort.AddSession(calendar.ToUtc(day, part.From), calendar.ToUtc(day, part.To), part.Quarters, RandomNumberGenerator.GetBytes(32));
            }
        }
    }

    /// <returns>Null when no rotation of that id was created within the viewer's sight.</returns>
    public Task<Rotation?> FindAsync(Guid id, CancellationToken ct) => db.Rotations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
}
