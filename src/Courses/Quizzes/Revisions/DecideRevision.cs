using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes.Revisions;

/// <summary>
/// Puts a proposed revision into force or declines it: a reviewer, who is not the one who proposed it. From the instant of the
/// decision every paper that is handed in is marked by it; earlier results are corrected by <c>CorrectResults</c>.
/// </summary>
public sealed class DecideRevision(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<RevisionDecision>> RunAsync(Guid revisionId, bool applies, CancellationToken ct)
    {
        if (await db.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == revisionId, ct) is not { } revision)
        {
            return new Refusal("Revision.NotFound");
        }

        if (WhyNot(db.Viewer, revision) is { } refusal)
        {
            return refusal;
        }

        if (await FindAsync(revisionId, ct) is { } earlier)
        {
            return Same(earlier, applies);
        }

        var now = calendar.UtcNow();
        var decision = new RevisionDecision(RowId.At(now), revisionId, applies, now, db.Viewer.MemberId);
        db.RevisionDecisions.Add(decision);
        try
        {
            await db.SaveChangesAsync(ct);
            return decision;
        }
        catch (DbUpdateException)
        {
            // Two clicks, or two reviewers: the first one decided.
            db.ChangeTracker.Clear();
            if (await FindAsync(revisionId, ct) is { } winner)
            {
                return Same(winner, applies);
            }

            throw;
        }
    }

    /// <summary>Why this person may not decide; null for one who may.</summary>
    public static Refusal? WhyNot(Viewer viewer, Revision revision) =>
        !viewer.Holds(PostKind.Reviewer) ? new Refusal("Revision.NotAReviewer")
        : viewer.MemberId == revision.ProposedBy ? new Refusal("Revision.OwnProposal")
        : null;

    private static Outcome<RevisionDecision> Same(RevisionDecision decision, bool applies) =>
        decision.Applies == applies ? decision : new Refusal(decision.Applies ? "Revision.AppliedBefore" : "Revision.DeclinedBefore");

    private Task<RevisionDecision?> FindAsync(Guid revisionId, CancellationToken ct) =>
        db.RevisionDecisions.AsNoTracking().SingleOrDefaultAsync(d => d.RevisionId == revisionId, ct);
}
