using System.Globalization;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>What anybody who holds the number may know: enough to recognise the paper in the hand, and no more about the person.</summary>
/// <param name="MaskedName">The first character of the name and a star: 张*.</param>
public sealed record VerifiedCertificate(Guid Id, string Number, DateTime IssuedAt, string MaskedName, CertificateSubject Subject);

/// <summary>Confirms a certificate to somebody without an account, by the number printed on it.</summary>
public sealed class VerifyCertificate(CoursesDb db)
{
    public async Task<Outcome<VerifiedCertificate>> RunAsync(string typed, CancellationToken ct)
    {
        var number = CertificateNumber.Normalise(typed);

        // The scope is lifted because the one who asks has no account. The number is random and cannot be guessed: to have it is
        // to hold the certificate, and what is answered is less than what is printed on it.
        var certificate = await db.Certificates.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope])
            .Where(c => c.Number == number)
            .Join(db.Set<Member>(), c => c.MemberId, m => m.MemberId, (c, m) => new { c.Id, c.Number, c.RecordedAt, c.SourceId, m.Name })
            .SingleOrDefaultAsync(ct);
        if (certificate is null)
        {
            return new Refusal("Certificate.NoSuchNumber");
        }

        var subjects = await new CertificateSubjects(db).ReadAsync([certificate.SourceId], ct);
        return new VerifiedCertificate(
            certificate.Id, certificate.Number, certificate.RecordedAt, Mask(certificate.Name), subjects[certificate.SourceId]);
    }

    /// <summary>A rare character may take two UTF-16 units: cut by what people see as one character.</summary>
    internal static string Mask(string name) => StringInfo.GetNextTextElement(name.Trim()) + "*";
}
