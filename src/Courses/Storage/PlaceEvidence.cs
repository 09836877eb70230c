using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Storage;

/// <summary>
/// Gives pending evidence consecutive places, oldest first. One statement for all rows, where EF would send one for each. Both
/// databases read this SQL alike, and the tests of sealing run it on both.
/// </summary>
internal static class PlaceEvidence
{
    /// <returns>How many entries got a place, from <paramref name="first"/> on.</returns>
    public static Task<int> RunAsync(CoursesDb db, long first, int most, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            UPDATE evidence SET "Index" = pending.place + {first}
            FROM (
                SELECT "Id" AS id, ROW_NUMBER() OVER (ORDER BY "At", "Id") - 1 AS place
                FROM evidence WHERE "Index" IS NULL ORDER BY "At", "Id" LIMIT {most}
            ) AS pending
            WHERE evidence."Id" = pending.id
            """,
            ct);
}
