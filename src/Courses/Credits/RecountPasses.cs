using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>
/// The course passes: their minutes and whether there was a quiz, from the edition that was passed; their day, from the lessons
/// and sittings known then; and whether they should have been withdrawn since.
/// </summary>
public sealed class RecountPasses(CoursesDb db, SchoolCalendar calendar) : IRecount
{
    private const int AtOnce = 1_000;

    public string Kind => "course-pass";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        var editions = await db.CourseEditions.AsNoTracking().OrderBy(e => e.Hash).Select(e => new { e.Hash, e.Manifest }).ToListAsync(ct);
        foreach (var edition in editions)
        {
            // The paths of an edition that is not on record lead nowhere, so its passes are not counted; they are no stored numbers either.
            var terms = Terms.Read(edition.Manifest);
            var ids = await db.CoursePasses.Where(p => p.EditionHash == edition.Hash).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(ct);
            foreach (var some in ids.Chunk(AtOnce))
            {
                tally.Add(some.Length);
                foreach (var difference in await CompareAsync(some, terms, ct))
                {
                    yield return difference;
                }
            }
        }
    }

    private async Task<IReadOnlyList<Recounted>> CompareAsync(Guid[] ids, Terms terms, CancellationToken ct)
    {
        var passes = await db.CoursePasses.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .Select(p => new { Pass = p, InForce = !db.CoursePassWithdrawals.Any(w => w.PassId == p.Id), Replaced = db.CoursePasses.Where(r => r.Id == p.ReplacesId).Select(r => (DateOnly?)r.PassedOn).FirstOrDefault() })
            .ToListAsync(ct);
        var members = passes.Select(p => p.Pass.MemberId).ToList();
        var lessons = (await db.LessonCredits.AsNoTracking()
            .Where(c => members.Contains(c.MemberId) && terms.Lessons.Contains(c.LessonKey))
            .Select(c => new { c.MemberId, c.RecordedAt })
            .ToListAsync(ct)).ToLookup(c => c.MemberId, c => c.RecordedAt);
        var quizzes = (await db.AttemptResults.AsNoTracking()
            .Where(r => members.Contains(r.MemberId) && r.CourseKey == terms.Course && r.Passed)
            .Select(r => new Passed(
                r.MemberId, r.FinishedAt, r.RecordedAt, db.AttemptResults.Where(later => later.CorrectsId == r.Id).Select(later => (DateTime?)later.RecordedAt).FirstOrDefault()))
            .ToListAsync(ct)).ToLookup(r => r.MemberId);
        var beingRevised = await db.RevisionDecisions.AnyAsync(d => d.Applies && d.ClosedAt == null && db.Revisions.Any(r => r.Id == d.RevisionId && r.CourseKey == terms.Course), ct);
        var found = new List<Recounted>();
        foreach (var row in passes)
        {
            var pass = row.Pass;
            var known = lessons[pass.MemberId].Where(at => at <= pass.RecordedAt).ToList();
            var stored = Words(pass.Minutes, pass.QuizPassed, pass.PassedOn);
            var counted = Words(terms.Minutes, terms.HasQuiz, DayOf(known, quizzes[pass.MemberId], pass, row.Replaced, terms));
            if (stored != counted)
            {
                found.Add(new Recounted(pass.Id, pass.MemberId, stored, counted));
            }
            else if (row.InForce && pass.QuizPassed && !beingRevised && !quizzes[pass.MemberId].Any(q => q.CorrectedAt is null))
            {
                found.Add(new Recounted(pass.Id, pass.MemberId, stored, "@Recount.PassWithdrawn"));
            }
        }

        return found;
    }

    /// <summary>Null when, by what was known, the course had not been passed.</summary>
    private DateOnly? DayOf(List<DateTime> lessons, IEnumerable<Passed> quizzes, CoursePass pass, DateOnly? replaced, Terms terms)
    {
        var quiz = quizzes.Where(q => q.StoodAt(pass.RecordedAt)).Select(q => (DateTime?)q.FinishedAt).Min();
        if (terms.HasQuiz && quiz is null)
        {
            return null;
        }

        if (replaced is { } before)
        {
            // The lessons had been done for the pass that was withdrawn.
            var sat = calendar.DayOf(quiz ?? pass.RecordedAt);
            return sat > before ? sat : before;
        }

        if (lessons.Count < terms.Lessons.Count)
        {
            return null;
        }

        var last = lessons.Select(at => (DateTime?)at).Append(terms.HasQuiz ? quiz : null).Max();
        return last is { } at ? calendar.DayOf(at) : pass.PassedOn;
    }

    private static string Words(int minutes, bool quiz, DateOnly? on) =>
        string.Create(CultureInfo.InvariantCulture, $"{minutes} min{(quiz ? " + ✓" : "")}, {(on is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Recounted.None)}");

    private sealed record Passed(MemberId MemberId, DateTime FinishedAt, DateTime RecordedAt, DateTime? CorrectedAt)
    {
        public bool StoodAt(DateTime instant) => RecordedAt <= instant && (CorrectedAt is not { } corrected || corrected > instant);
    }

    /// <summary>What an edition asked for.</summary>
    private sealed record Terms(string Course, IReadOnlyList<string> Lessons, int Minutes, bool HasQuiz)
    {
        public static Terms Read(string manifest)
        {
            using var json = JsonDocument.Parse(manifest);
            var lessons = json.RootElement.GetProperty("lessons").EnumerateArray().ToList();
            return new Terms(
                json.RootElement.GetProperty("course").GetString()!,
                [.. lessons.Select(l => l.GetProperty("key").GetString()!)],
                lessons.Sum(l => l.GetProperty("minutes").GetInt32()),
                json.RootElement.TryGetProperty("quiz", out _));
        }
    }
}

/// <summary>One certificate for each pass and each completed class, of the same member; and none for anything else.</summary>
public sealed class RecountCertificates(CoursesDb db, SchoolCalendar calendar) : IRecount
{
    /// <summary>The job that issues those of classes comes every hour.</summary>
    private static readonly TimeSpan Issuing = TimeSpan.FromHours(3);

    public string Kind => "certificate";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        tally.Add(await db.Certificates.LongCountAsync(ct));
        var since = calendar.UtcNow() - Issuing;
        var missing = db.CoursePasses.AsNoTracking().Where(p => !db.Certificates.Any(c => c.SourceId == p.Id)).Select(p => new { p.Id, p.MemberId })
            .Concat(db.CohortOutcomes.AsNoTracking().Where(o => o.Completed && o.RecordedAt < since && !db.Certificates.Any(c => c.SourceId == o.Id)).Select(o => new { o.Id, o.MemberId }));
        await foreach (var source in missing.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new Recounted(source.Id, source.MemberId, "0", "1");
        }

        var unfounded = db.Certificates.AsNoTracking()
            .Where(c => !db.CoursePasses.Any(p => p.Id == c.SourceId && p.MemberId == c.MemberId)
                && !db.CohortOutcomes.Any(o => o.Id == c.SourceId && o.MemberId == c.MemberId && o.Completed))
            .Select(c => new { c.Id, c.MemberId });
        await foreach (var certificate in unfounded.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new Recounted(certificate.Id, certificate.MemberId, "1", "0");
        }
    }
}
