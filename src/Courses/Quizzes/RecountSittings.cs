using System.Globalization;
using System.Runtime.CompilerServices;
using Learning.Courses.Ledger;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>The number of answers of a sitting, stored because two answers that meet must notice each other.</summary>
public sealed class RecountSteps(CoursesDb db) : IRecount
{
    public string Kind => "attempt-steps";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        tally.Add(await db.Attempts.LongCountAsync(ct));
        var differ = db.Attempts.AsNoTracking()
            .Where(a => db.MemberKeys.Any(k => k.MemberId == a.MemberId)) // Of an erased member the answers are gone, and their number is all that is left.
            .Select(a => new { a.Id, a.MemberId, a.StepCount, Counted = a.Steps.Count(s => s.Sequence > 0) })
            .Where(a => a.StepCount != a.Counted);
        await foreach (var a in differ.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new Recounted(a.Id, a.MemberId, a.StepCount.ToString(CultureInfo.InvariantCulture), a.Counted.ToString(CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>By how many seconds a deadline was moved back.</summary>
public sealed class RecountTimeGiven(CoursesDb db) : IRecount
{
    public string Kind => "attempt-time-given";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        tally.Add(await db.Attempts.LongCountAsync(ct));
        var differ = db.Attempts.AsNoTracking()
            .Select(a => new { a.Id, a.MemberId, a.SecondsGiven, Counted = db.TimesGiven.Where(g => g.AttemptId == a.Id).Sum(g => g.Seconds) })
            .Where(a => a.SecondsGiven != a.Counted);
        await foreach (var a in differ.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new Recounted(a.Id, a.MemberId, a.SecondsGiven.ToString(CultureInfo.InvariantCulture), a.Counted.ToString(CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>Whether and when a sitting ended; its results say so too, and are written with it.</summary>
public sealed class RecountEnds(CoursesDb db) : IRecount
{
    public string Kind => "attempt-end";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        tally.Add(await db.Attempts.LongCountAsync(ct));
        var differ = db.Attempts.AsNoTracking()
            .Where(a => a.FinishedAt == null
                ? db.AttemptResults.Any(r => r.AttemptId == a.Id)
                : !db.AttemptResults.Any(r => r.AttemptId == a.Id) || db.AttemptResults.Any(r => r.AttemptId == a.Id && r.FinishedAt != a.FinishedAt))
            .Select(a => new
            {
                a.Id,
                a.MemberId,
                a.FinishedAt,
                Counted = db.AttemptResults.Where(r => r.AttemptId == a.Id).OrderBy(r => r.RecordedAt).Select(r => (DateTime?)r.FinishedAt).FirstOrDefault(),
            });
        await foreach (var a in differ.AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new Recounted(a.Id, a.MemberId, Words(a.FinishedAt), Words(a.Counted));
        }
    }

    private static string Words(DateTime? at) => at is { } instant ? CanonicalJson.Instant(instant) : Recounted.None;
}
