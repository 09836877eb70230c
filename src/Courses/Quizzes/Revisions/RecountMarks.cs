using System.Globalization;
using System.Runtime.CompilerServices;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes.Revisions;

/// <summary>
/// The result that holds of every sitting, marked again from the answers, what people found in them, and the revisions in force.
/// </summary>
public sealed class RecountMarks(CoursesDb db, SchoolCalendar calendar) : IRecount
{
    /// <summary>What a person has read is settled within seconds; after this long nobody is about to.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    public string Kind => "quiz-result";

    public async IAsyncEnumerable<Recounted> DifferencesAsync(RecountTally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        var courses = await db.Attempts.Where(a => a.FinishedAt != null).Select(a => a.CourseKey).Distinct().OrderBy(c => c).ToListAsync(ct);
        foreach (var course in courses)
        {
            var chain = await RevisionChain.LoadAsync(db, course, ct);
            var closed = await ClosedAsync(chain, ct);
            var ids = await db.Attempts.Where(a => a.CourseKey == course && a.FinishedAt != null)
                .Where(a => db.MemberKeys.Any(k => k.MemberId == a.MemberId)) // Without the answers of an erased member nothing can be marked again.
                .OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(ct);
            foreach (var some in ids.Chunk(FinishedSittings.ReadAtOnce))
            {
                var sittings = await new FinishedSittings(db).LoadAsync(some, ct);
                var questions = await PaperQuestions.LoadAsync(db, sittings.SelectMany(s => s.Attempt.Slots), ct);
                var reading = await ReadJustNowAsync(some, ct);
                tally.Add(sittings.Count);
                foreach (var sitting in sittings.Where(s => !reading.Contains(s.Attempt.Id)))
                {
                    if (Compare(sitting, questions, chain, closed) is { } difference)
                    {
                        yield return difference;
                    }
                }
            }
        }
    }

    private static Recounted? Compare(FinishedSitting sitting, PaperQuestions questions, RevisionChain chain, RevisionChain closed)
    {
        var (attempt, result) = (sitting.Attempt, sitting.Result);
        if (attempt.Slots.Any(s => !questions.ByHash.ContainsKey(s.QuestionHash)))
        {
            return new Recounted(attempt.Id, attempt.MemberId, Words(result), Recounted.None);
        }

        var mark = sitting.MarkedBy(questions, chain).Mark;

        // With answers that nobody has read yet, the result is not the last word, and another will follow.
        var says = mark.Waiting > 0 || Says(result, mark, attempt.PassPercent)
            // A revision that is being carried out: until its end the result may be that of before.
            || (closed.Steps.Count < chain.Steps.Count && Says(result, sitting.MarkedBy(questions, closed).Mark, attempt.PassPercent));
        return says ? null : new Recounted(attempt.Id, attempt.MemberId, Words(result), Words(mark.Points, mark.MaxPoints, mark.IsPass(attempt.PassPercent)));
    }

    private static bool Says(AttemptResult result, Mark mark, int passPercent) =>
        result.Score == mark.Points && result.MaxPoints == mark.MaxPoints * result.PointParts && result.Passed == mark.IsPass(passPercent);

    private async Task<RevisionChain> ClosedAsync(RevisionChain chain, CancellationToken ct)
    {
        var open = await db.RevisionDecisions.Where(d => d.Applies && d.ClosedAt == null).Select(d => d.RevisionId).ToListAsync(ct);
        return chain with { Steps = [.. chain.Steps.Where(s => !open.Contains(s.Revision.Id))] };
    }

    private Task<HashSet<Guid>> ReadJustNowAsync(Guid[] attempts, CancellationToken ct)
    {
        var since = calendar.UtcNow() - Settling;
        return db.AnswerMarks.Where(m => attempts.Contains(m.AttemptId) && m.RecordedAt > since).Select(m => m.AttemptId).ToHashSetAsync(ct);
    }

    private static string Words(AttemptResult result) => Words(result.Score, result.MaxPoints / result.PointParts, result.Passed);

    private static string Words(Questions.Fraction points, int of, bool passed) =>
        string.Create(CultureInfo.InvariantCulture, $"{points} / {of} {(passed ? "✓" : "✗")}");
}
