using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

internal sealed record OwnPlace(Cohort Cohort, Enrolment Place)
{
    /// <summary>
    /// The standing place in a class of the member who asks. The scope is lifted because a place stays one's own after a
    /// transfer to another town; the query names the person who asks.
    /// </summary>
    public static async Task<OwnPlace?> FindAsync(CoursesDb db, Guid cohortId, CancellationToken ct)
    {
        var self = db.Viewer.MemberId;
        return await db.Enrolments.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
            .Where(e => e.CohortId == cohortId && e.MemberId == self && e.GivenUp == null)
            .Join(db.Cohorts, e => e.CohortId, c => c.Id, (e, c) => new OwnPlace(c, e))
            .SingleOrDefaultAsync(ct);
    }
}
