using Learning.Courses.Credits;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>A member's own record: standings with their credit hours explained, certificates, finished lessons.</summary>
/// <param name="Classes">What the lines of the credit hours call a class, by the fact they name.</param>
/// <param name="Lessons">Latest first, not more than <see cref="MemberRecord.MostLessons"/>.</param>
public sealed record RecordSheet(
    string Name,
    string Number,
    IReadOnlyList<MemberStanding> Standings,
    IReadOnlyDictionary<Guid, CertificateSubject> Classes,
    IReadOnlyList<IssuedCertificate> Certificates,
    IReadOnlyList<FinishedLesson> Lessons);

public sealed record IssuedCertificate(Guid Id, string Number, DateTime IssuedAt, CertificateSubject Subject);

/// <param name="Title">In the edition and language in which it was read.</param>
public sealed record FinishedLesson(Guid SourceId, string LessonKey, string Title, string Language, DateTime FinishedAt);

/// <summary>Reads what is on record about one member. Null for a member the viewer may not see.</summary>
public sealed class MemberRecord(CoursesDb db, SchoolCalendar calendar, MemberStandings standings)
{
    public const int MostLessons = 200;

    public async Task<RecordSheet?> RunAsync(MemberId member, CancellationToken ct)
    {
        var person = await db.Members.AsNoTracking().Where(m => m.MemberId == member).Select(m => new { m.Name, m.Number }).SingleOrDefaultAsync(ct);
        if (person is null)
        {
            return null;
        }

        var owed = await standings.RunAsync(member, calendar.Today(), ct);
        var certificates = await db.Certificates.AsNoTracking()
            .Where(c => c.MemberId == member)
            .OrderByDescending(c => c.RecordedAt)
            .Select(c => new { c.Id, c.Number, c.RecordedAt, c.SourceId })
            .ToListAsync(ct);
        var classes = owed.SelectMany(s => s.Standing.Hours?.Lines ?? []).Where(l => l.CohortId is not null).Select(l => l.SourceId);
        var subjects = await new CertificateSubjects(db).ReadAsync([.. certificates.Select(c => c.SourceId).Concat(classes).Distinct()], ct);
        return new RecordSheet(
            person.Name,
            person.Number,
            owed,
            subjects,
            certificates.ConvertAll(c => new IssuedCertificate(c.Id, c.Number, c.RecordedAt, subjects[c.SourceId])),
            await LessonsAsync(member, ct));
    }

    private Task<List<FinishedLesson>> LessonsAsync(MemberId member, CancellationToken ct) => db.LessonCredits.AsNoTracking()
        .Where(c => c.MemberId == member)
        .Join(db.LessonEditions, c => c.EditionHash, e => e.Hash, (c, e) => new { c.Id, c.LessonKey, e.Title, e.Language, c.RecordedAt })
        .OrderByDescending(c => c.RecordedAt).ThenBy(c => c.LessonKey)
        .Take(MostLessons)
        .Select(c => new FinishedLesson(c.Id, c.LessonKey, c.Title, c.Language, c.RecordedAt))
        .ToListAsync(ct);
}
