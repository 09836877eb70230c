using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

internal static class WholeCohorts
{
    /// <summary>
    /// The classes of a rotation with every place ever given, tracked, in the order of the calendar. The scope is lifted because seats are taken
    /// by whoever sits on them, and whoever has gone to another unit still holds one; of members out of sight no more than their number is told.
    /// </summary>
    public static Task<List<Cohort>> LoadAsync(CoursesDb db, Guid rotationId, CancellationToken ct) =>
        db.Cohorts.IgnoreQueryFilters([CoursesDb.Scope]).AsSplitQuery().Include(c => c.Enrolments).ThenInclude(e => e.GivenUp)
            .Where(c => c.RotationId == rotationId).OrderBy(c => c.OpensOn).ThenBy(c => c.Number).ToListAsync(ct);
}
