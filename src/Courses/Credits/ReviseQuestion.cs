using Learning.Courses.Catalogue;
using Learning.Courses.Organisation;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>
/// Proposes that a question marks otherwise than it did, and says beforehand whose mark that changes. Nothing is changed before a
/// second person decides (<see cref="DecideRevision"/>).
/// </summary>
public sealed class ReviseQuestion(CoursesDb db, SchoolCalendar calendar, ContentFolder content, QuestionBanks banks)
{
    public async Task<Outcome<RevisionPlan>> PlanAsync(RevisionInput input, CancellationToken ct)
    {
        var found = await FindAsync(input, ct);
        if (found.Value is not { } pair)
        {
            return found.Refusal!;
        }

        var (chain, now) = (await RevisionChain.LoadAsync(db, input.CourseKey, ct), calendar.UtcNow());
        var count = new RevisionCount(input.Id, chain.With(new AppliedRevision(RevisionOf(input, pair, now), now), pair.To), calendar);
        var sittings = new FinishedSittings(db);
        foreach (var batch in (await sittings.WithAsync(input.CourseKey, chain.DrawnAs(input.From), ct)).Chunk(FinishedSittings.AtOnce))
        {
            var loaded = await sittings.LoadAsync(batch, ct);
            var questions = await PaperQuestions.LoadAsync(db, loaded.SelectMany(s => s.Attempt.Slots), ct);
            count.Add(loaded, questions);
        }

        var lost = await new PassesAtStake(db).CountAsync(input.CourseKey, count.Failing, count.Passing, ct);
        return new RevisionPlan(input, pair, count.Sittings, count.Changes, count.KeptInFavour, count.NotCarried, lost);
    }

    /// <summary>Stores the proposal. The same form twice proposes once.</summary>
    public async Task<Outcome<Revision>> RunAsync(RevisionInput input, CancellationToken ct)
    {
        if (await db.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == input.Id, ct) is { } earlier)
        {
            return earlier;
        }

        var found = await FindAsync(input, ct);
        if (found.Value is not { } pair)
        {
            return found.Refusal!;
        }

        var revision = RevisionOf(input, pair, calendar.UtcNow());
        db.Revisions.Add(revision);
        if (!await db.QuestionVersions.AnyAsync(q => q.Hash == pair.Target.Hash, ct))
        {
            // Perhaps no paper has shown the corrected question yet, but results will rest on it.
            db.QuestionVersions.Add(pair.To.ToVersion(input.CourseKey, pair.Version.Language, revision.RecordedAt));
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return revision;
        }
        catch (DbUpdateException)
        {
            // The same form twice at once; or a member was the first to be shown the corrected question, and the next click finds it stored.
            db.ChangeTracker.Clear();
            if (await db.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == input.Id, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    private async Task<Outcome<RevisionPair>> FindAsync(RevisionInput input, CancellationToken ct)
    {
        if (!db.Viewer.Holds(PostKind.Author, PostKind.Reviewer))
        {
            return new Refusal("Revision.NotAnAuthor");
        }

        // What was proposed names its question, whatever has become of the bank since.
        var sides = new RevisionSides(db, content, banks);
        return await db.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == input.Id, ct) is { } proposed
            ? await sides.OfAsync(proposed, ct)
            : await sides.FindAsync(input, ct);
    }

    private Revision RevisionOf(RevisionInput input, RevisionPair pair, DateTime now) => new(
        input.Id, input.CourseKey, pair.Version.QuestionKey, pair.Version.Language, input.From, pair.Target, input.Rule, input.ReasonCode, now, db.Viewer.MemberId);
}
