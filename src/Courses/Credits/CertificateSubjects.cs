using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>What a certificate is about: exactly one of a passed course and a completed class.</summary>
/// <param name="SourceId">The certified fact; its evidence is found by it.</param>
/// <param name="Title">Of the course in the edition that was passed, or of the rotation.</param>
/// <param name="Place">For a class.</param>
public sealed record CertificateSubject(
    Guid SourceId, DateOnly On, string Title, PassedCourse? Course, FinishedClass? Class, ClassPlace? Place)
{
    /// <summary>What was certified no longer holds; null while it does.</summary>
    public PassWithdrawn? Withdrawn { get; init; }

    /// <summary>The credit hours it stands for, in quarters, by the tariff of its day.</summary>
    public int Quarters(Tariff tariff) => CreditHours.Of(
        Course is null ? [] : [Course], Class is null ? [] : [Class], tariff, On, On).Quarters;
}

/// <param name="SourceId">The withdrawal; its evidence is found by it.</param>
/// <param name="ReasonCode">See <see cref="RevisionReasons.All"/>.</param>
/// <param name="PassedAgain">Another certificate was issued since.</param>
public sealed record PassWithdrawn(Guid SourceId, DateTime At, Guid RevisionId, string ReasonCode, bool PassedAgain);

/// <param name="Number">1 for the first class of the rotation.</param>
public sealed record ClassPlace(int Number, string VenueName, DateOnly OpensOn, DateOnly ClosesOn);

/// <summary>
/// Reads what certificates are about. The scope is lifted here: a certificate that somebody may see must say everything that
/// is printed on it, also when the class belonged to a unit the member has left. Whether the certificate itself may be seen
/// is decided by those who ask; nothing is read here but what certificates name.
/// </summary>
internal sealed class CertificateSubjects(CoursesDb db)
{
    public async Task<IReadOnlyDictionary<Guid, CertificateSubject>> ReadAsync(IReadOnlyCollection<Guid> sources, CancellationToken ct)
    {
        var courses = await CoursesAsync(sources, ct);
        var classes = courses.Count == sources.Count ? [] : await ClassesAsync(sources, ct);
        return courses.Concat(classes).ToDictionary(s => s.SourceId);
    }

    private async Task<List<CertificateSubject>> CoursesAsync(IReadOnlyCollection<Guid> sources, CancellationToken ct)
    {
        var rows = await All<CoursePass>()
            .Where(p => sources.Contains(p.Id))
            .Select(p => new
            {
                Pass = new PassedCourse(p.Id, p.MemberId, p.CourseKey, p.Minutes, p.QuizPassed, p.PassedOn),
                Title = db.CourseEditions.Where(e => e.Hash == p.EditionHash).Select(e => e.Title).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var withdrawn = await WithdrawnAsync(sources, ct);
        return rows.ConvertAll(r => new CertificateSubject(r.Pass.SourceId, r.Pass.On, r.Title ?? r.Pass.CourseKey, r.Pass, null, null)
        {
            Withdrawn = withdrawn.GetValueOrDefault(r.Pass.SourceId),
        });
    }

    private async Task<Dictionary<Guid, PassWithdrawn>> WithdrawnAsync(IReadOnlyCollection<Guid> passes, CancellationToken ct)
    {
        var rows = await All<CoursePassWithdrawal>()
            .Where(w => passes.Contains(w.PassId))
            .Join(db.Revisions, w => w.RevisionId, r => r.Id, (w, r) => new { w.Id, w.PassId, w.RecordedAt, w.RevisionId, r.ReasonCode, Again = db.CoursePasses.Any(p => p.ReplacesId == w.PassId) })
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.PassId, r => new PassWithdrawn(r.Id, r.RecordedAt, r.RevisionId, r.ReasonCode, r.Again));
    }

    private async Task<List<CertificateSubject>> ClassesAsync(IReadOnlyCollection<Guid> sources, CancellationToken ct)
    {
        var rows = await All<CohortOutcome>()
            .Where(o => sources.Contains(o.Id))
            .Join(All<Cohort>(), o => o.CohortId, c => c.Id, (o, c) => new { Outcome = o, Cohort = c })
            .Join(All<Rotation>(), r => r.Cohort.RotationId, r => r.Id, (r, rotation) => new { r.Outcome, r.Cohort, rotation.Title })
            .Join(db.Venues, r => r.Cohort.VenueId, v => v.Id, (r, venue) => new
            {
                Class = new FinishedClass(
                    r.Outcome.Id, r.Outcome.MemberId, r.Outcome.CohortId, r.Outcome.Completed, r.Outcome.AttendedQuarters, r.Outcome.TotalQuarters, r.Outcome.CompletedOn),
                r.Title,
                Place = new ClassPlace(r.Cohort.Number, venue.Name, r.Cohort.OpensOn, r.Cohort.ClosesOn),
            })
            .ToListAsync(ct);
        return rows.ConvertAll(r => new CertificateSubject(r.Class.SourceId, r.Class.On, r.Title, null, r.Class, r.Place));
    }

    private IQueryable<T> All<T>()
        where T : class => db.Set<T>().AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope]);
}
