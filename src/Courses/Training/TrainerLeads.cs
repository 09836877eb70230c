using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>A class and who leads it.</summary>
public sealed record TrainerLead(Guid CohortId, Guid TrainerId, ClassDays Days);

public static class TrainerLeads
{
    /// <summary>The rows that count: of each class the last.</summary>
    public static IQueryable<CohortTrainer> StandingTrainers(this CoursesDb db) =>
        db.CohortTrainers.Where(t => !db.CohortTrainers.Any(l => l.CohortId == t.CohortId && l.Take > t.Take));

    /// <summary>The name of whoever leads the class; null for nobody named.</summary>
    internal static IQueryable<string> TrainerOf(this CoursesDb db, Guid cohortId) =>
        db.StandingTrainers().Where(t => t.CohortId == cohortId).Join(db.Trainers, t => t.TrainerId, t => t.Id, (_, t) => t.Name);

    /// <summary>
    /// The classes that somebody leads and that touch the period. The scope is lifted because whoever stands in another town's
    /// class cannot stand here; no more than the days is told.
    /// </summary>
    internal static async Task<List<TrainerLead>> ReadAsync(CoursesDb db, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var leads = await db.StandingTrainers().AsNoTracking()
            .Join(db.Cohorts.IgnoreQueryFilters([CoursesDb.Scope]), t => t.CohortId, c => c.Id, (t, c) => new { t.TrainerId, Cohort = c })
            .Where(l => l.Cohort.State != CohortState.CalledOff && l.Cohort.OpensOn <= to && l.Cohort.ClosesOn >= from)
            .Select(l => new { l.Cohort.Id, l.TrainerId, l.Cohort.OpensOn, l.Cohort.ClosesOn })
            .ToListAsync(ct);
        return leads.ConvertAll(l => new TrainerLead(l.Id, l.TrainerId, new ClassDays(l.OpensOn, l.ClosesOn)));
    }
}
