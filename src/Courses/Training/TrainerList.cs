using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="Led">Classes led this year, those to come included.</param>
/// <param name="Next">The first day of the next one; null for none.</param>
public sealed record TrainerRow(Guid Id, string Name, string UnitName, int Led, DateOnly? Next);

/// <summary>The trainers whom the viewer may plan with: those of the viewer's units, of the units below and of those above. By name and never by how much they do.</summary>
public sealed class TrainerList(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<IReadOnlyList<TrainerRow>> RunAsync(CancellationToken ct)
    {
        var today = calendar.Today();
        var leads = (await TrainerLeads.ReadAsync(db, new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31), ct)).ToLookup(l => l.TrainerId);
        var trainers = await db.Trainers.AsNoTracking().Where(t => t.Gone == null)
            .Join(db.Units, t => t.UnitId, u => u.UnitId, (t, u) => new { t.Id, t.Name, t.UnitPath, Unit = u.Name }).OrderBy(t => t.Name).ThenBy(t => t.Id).ToListAsync(ct);
        return
        [
            .. trainers.Where(t => IsNear(t.UnitPath)).Select(t => new TrainerRow(
                t.Id, t.Name, t.Unit, leads[t.Id].Count(), leads[t.Id].Where(l => l.Days.OpensOn >= today).Select(l => (DateOnly?)l.Days.OpensOn).Min())),
        ];
    }

    private bool IsNear(string unitPath) => db.Viewer.Covers(unitPath) || db.Viewer.Paths.Any(own => Unit.IsWithin(own, unitPath));
}
