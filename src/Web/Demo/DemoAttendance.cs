using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Demo;

/// <summary>Ticks the list of a session as each town's organiser would.</summary>
internal sealed class DemoAttendance(IServiceProvider services)
{
    /// <param name="percent">How many of a hundred come; the same ones to every session, so that absence is a person's and not a session's.</param>
    public async Task TickAsync(DateOnly opensOn, int session, int percent, CancellationToken ct)
    {
        var db = services.GetRequiredService<CoursesDb>();
        var cohorts = await db.Cohorts.AsNoTracking().Where(c => c.OpensOn == opensOn).OrderBy(c => c.UnitPath).Select(c => new { c.Id, c.UnitPath }).ToListAsync(ct);
        var places = (await db.StandingPlaces().AsNoTracking().Where(e => cohorts.Select(c => c.Id).Contains(e.CohortId)).ToListAsync(ct)).ToLookup(e => e.CohortId, e => e.MemberId);
        var organisers = await db.Posts.AsNoTracking().Where(p => p.Kind == PostKind.TownOrganiser).ToDictionaryAsync(p => p.UnitPath, p => p.MemberId, ct);
        var today = services.GetRequiredService<Learning.Courses.SchoolCalendar>().Today();
        foreach (var cohort in cohorts)
        {
            var viewing = services.GetRequiredService<Viewing>();
            viewing.Become(Viewer.System);
            viewing.Become(await FindViewer.RunAsync(db, organisers[cohort.UnitPath], today, ct));
            var present = places[cohort.Id].Where(m => m.Value.ToByteArray()[15] % 100 < percent).ToList();
            await services.GetRequiredService<TakeAttendance>().RunAsync(cohort.Id, session, present, ct);
            db.ChangeTracker.Clear();
        }
    }
}
