using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <summary>Somebody who cannot come, for whoever answers for them.</summary>
public sealed record RegretRow(
    Guid Id, string Name, string Number, Guid CohortId, string Title, int CohortNumber, DateOnly OpensOn, DateOnly ClosesOn, RegretBecause Because, string Words,
    DateOnly? ImpossibleFrom, DateOnly? ImpossibleTo, DateTime At);

/// <summary>What waits for the viewer's answer: of everybody for whom the viewer answers, the class that begins first first. One's own is for somebody else.</summary>
public sealed class RegretsToAnswer(CoursesDb db, SchoolCalendar calendar)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<RegretRow>> RunAsync(CancellationToken ct) => await Open()
        .Join(db.Cohorts, r => r.CohortId, c => c.Id, (r, c) => new { Regret = r, Cohort = c })
        .Join(db.Members, r => r.Regret.MemberId, m => m.MemberId, (r, m) => new { r.Regret, r.Cohort, m.Name, m.Number })
        .OrderBy(r => r.Cohort.OpensOn).ThenBy(r => r.Regret.RecordedAt)
        .Take(Most)
        .Select(r => new RegretRow(
            r.Regret.Id, r.Name, r.Number, r.Cohort.Id, db.Rotations.Where(x => x.Id == r.Cohort.RotationId).Select(x => x.Title).First(), r.Cohort.Number,
            r.Cohort.OpensOn, r.Cohort.ClosesOn, r.Regret.Because, r.Regret.Words, r.Regret.ImpossibleFrom, r.Regret.ImpossibleTo, r.Regret.RecordedAt))
        .ToListAsync(ct);

    public Task<int> CountAsync(CancellationToken ct) => Open().CountAsync(ct);

    private IQueryable<Regret> Open() => db.OpenRegrets(calendar.Today()).AsNoTracking().Where(r => r.MemberId != db.Viewer.MemberId);
}
