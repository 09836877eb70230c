using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>
/// Gives every member who has completed a class a certificate for it. Meant to run after classes are closed; any number of runs
/// issue each certificate once. (A course pass gets its certificate in the same moment, from <c>PassCourse</c>.)
/// </summary>
public sealed class IssueClassCertificates(CoursesDb db, SchoolCalendar calendar)
{
    private const int AtOnce = 500;

    /// <returns>How many were issued.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var issued = 0;
        while (true)
        {
            var waiting = await db.CohortOutcomes.AsNoTracking()
                .Where(o => o.Completed && !db.Certificates.Any(c => c.SourceId == o.Id) && db.MemberKeys.Any(k => k.MemberId == o.MemberId)) // Nobody to give it to after an erasure.
                .OrderBy(o => o.RecordedAt).ThenBy(o => o.Id)
                .Select(o => new { o.Id, o.MemberId })
                .Take(AtOnce)
                .ToListAsync(ct);
            if (waiting.Count == 0)
            {
                return issued;
            }

            var now = calendar.UtcNow();
            db.Certificates.AddRange(waiting.Select(o => new Certificate(RowId.At(now), o.MemberId, CertificateNumber.New(), o.Id, now)));
            try
            {
                await db.SaveChangesAsync(ct);
                issued += waiting.Count;
            }
            catch (DbUpdateException) when (!ct.IsCancellationRequested)
            {
                // Another run was faster with some of them: the index on the source lets one certificate win. Look again at what is left.
                if (!await SomeAreIssuedAsync([.. waiting.Select(o => o.Id)], ct))
                {
                    throw;
                }
            }

            db.ChangeTracker.Clear();
        }
    }

    private Task<bool> SomeAreIssuedAsync(List<Guid> sources, CancellationToken ct) => db.Certificates.AnyAsync(c => sources.Contains(c.SourceId), ct);
}
