using Learning.Courses.Quizzes;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>
/// Corrects every earlier result that a revision concerns, and the passes that rest on them. In batches, each whole: run again
/// after a stop it goes on, run again after the end it changes nothing. To be run by the system, for it writes for everybody.
/// </summary>
public sealed class CorrectResults(CoursesDb db, SchoolCalendar calendar, PassCourse passCourse)
{
    private const int MaxTries = 5;

    /// <returns>How many results were corrected just now.</returns>
    public async Task<Outcome<CorrectedResults>> RunAsync(Guid revisionId, CancellationToken ct)
    {
        var revision = await db.Revisions.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == revisionId && db.RevisionDecisions.Any(d => d.RevisionId == r.Id && d.Applies), ct);
        if (revision is null)
        {
            return new Refusal("Revision.NotFound");
        }

        var chain = await RevisionChain.LoadAsync(db, revision.CourseKey, ct);
        var sittings = await new FinishedSittings(db).WithAsync(revision.CourseKey, chain.DrawnAs(revision.From), ct);
        var corrected = 0;
        foreach (var batch in sittings.Chunk(FinishedSittings.AtOnce))
        {
            corrected += await CorrectAsync(batch, chain, ct);
        }

        return new CorrectedResults(sittings.Count, corrected);
    }

    private async Task<int> CorrectAsync(Guid[] batch, RevisionChain chain, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(batch, chain, ct);
            }
            catch (DbUpdateException) when (tries < MaxTries)
            {
                // The job and a click correct the same papers: a result is corrected once, and looking again finds it done.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<int> TryAsync(Guid[] batch, RevisionChain chain, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var sittings = await new FinishedSittings(db).LoadAsync(batch, ct);
        var questions = await PaperQuestions.LoadAsync(db, sittings.SelectMany(s => s.Attempt.Slots), ct);
        var now = calendar.UtcNow();
        var corrections = sittings.Select(s => (Before: s.Result, After: Correction(s, questions, chain, now))).Where(c => c.After is not null).ToList();
        db.AttemptResults.AddRange(corrections.Select(c => c.After!));
        await db.SaveChangesAsync(ct);
        foreach (var (before, after) in corrections)
        {
            await new FollowCorrection(db, passCourse).RunAsync(before, after!, ct);
        }

        await transaction.CommitAsync(ct);
        return corrections.Count;
    }

    /// <summary>Null where the result is what it should be, and where no revision has anything to say.</summary>
    private static AttemptResult? Correction(FinishedSitting sitting, PaperQuestions questions, RevisionChain chain, DateTime now)
    {
        var paper = sitting.MarkedBy(questions, chain);
        return paper.LastMarkedBy is { } by && paper.Mark.Points != sitting.Result.Score
            ? AttemptResult.Of(RowId.At(now), sitting.Attempt, paper.Mark, now, sitting.Result.Id, by.Revision.Id)
            : null;
    }
}

/// <param name="Sittings">The papers that were looked at.</param>
/// <param name="Corrected">The results that were corrected just now.</param>
public sealed record CorrectedResults(int Sittings, int Corrected);
