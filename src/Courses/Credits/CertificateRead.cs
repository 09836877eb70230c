using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>Everything that stands on a printed certificate.</summary>
/// <param name="IssuerName">The unit at the root of the organisation.</param>
public sealed record CertificateSheet(
    Guid Id, string Number, DateTime IssuedAt, MemberId MemberId, string MemberName, string IssuerName, CertificateSubject Subject);

/// <summary>One certificate for printing: the viewer's own, or that of a member the viewer answers for.</summary>
public sealed class CertificateRead(CoursesDb db)
{
    public async Task<Outcome<CertificateSheet>> RunAsync(Guid id, CancellationToken ct)
    {
        var certificate = await db.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (certificate is null)
        {
            return new Refusal("Certificate.NotFound");
        }

        var name = await db.Members.AsNoTracking().Where(m => m.MemberId == certificate.MemberId).Select(m => m.Name).SingleAsync(ct);
        var issuer = await db.Units.AsNoTracking().Where(u => u.ParentId == null).OrderBy(u => u.Path).Select(u => u.Name).FirstAsync(ct);
        var subjects = await new CertificateSubjects(db).ReadAsync([certificate.SourceId], ct);
        return new CertificateSheet(
            certificate.Id, certificate.Number, certificate.RecordedAt, certificate.MemberId, name, issuer, subjects[certificate.SourceId]);
    }
}
