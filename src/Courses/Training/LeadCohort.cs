using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>Names who leads a class that is not over, or somebody else instead: trainers fall ill. Nobody stands in two classes at once.</summary>
public sealed class LeadCohort(CoursesDb db, SchoolCalendar calendar)
{
    private const int MostTries = 3;

    public async Task<Outcome<CohortTrainer>> RunAsync(Guid cohortId, Guid trainerId, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var cohort = await db.Cohorts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == cohortId, ct);
            if (cohort is null || !db.Viewer.HoldsOver(cohort.UnitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
            {
                return new Refusal("Rotation.NotYourUnit");
            }

            var last = await db.StandingTrainers().AsNoTracking().SingleOrDefaultAsync(t => t.CohortId == cohortId, ct);
            if (last?.TrainerId == trainerId)
            {
                return last;
            }

            if (await CheckAsync(cohort, trainerId, ct) is { } refusal)
            {
                return refusal;
            }

            var now = calendar.UtcNow();
            var lead = new CohortTrainer(RowId.At(now), cohortId, (last?.Take ?? 0) + 1, trainerId, now, db.Viewer.MemberId);
            db.CohortTrainers.Add(lead);
            try
            {
                await db.SaveChangesAsync(ct);
                return lead;
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // Somebody else names another one at this moment: look again who it is.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Refusal?> CheckAsync(Cohort cohort, Guid trainerId, CancellationToken ct)
    {
        var trainer = await db.Trainers.AsNoTracking().SingleOrDefaultAsync(t => t.Id == trainerId && t.Gone == null, ct);
        var days = new ClassDays(cohort.OpensOn, cohort.ClosesOn);
        var busy = (await TrainerLeads.ReadAsync(db, days.OpensOn, days.ClosesOn, ct)).Find(l => l.TrainerId == trainerId && l.CohortId != cohort.Id);
        return cohort.StateOn(calendar.Today()) switch
        {
            CohortState.CalledOff => new Refusal("Cohort.CalledOff"),
            CohortState.Closed => new Refusal("Cohort.AlreadyClosed", cohort.ClosesOn),
            _ when trainer is null => new Refusal("Trainer.Gone"),
            _ when busy is not null => new Refusal("Trainer.Busy", trainer.Name, busy.Days.OpensOn, busy.Days.ClosesOn),
            _ => null,
        };
    }
}
