using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes.Revisions;

/// <param name="At">When it was decided; later ones start from what earlier ones have made.</param>
public sealed record AppliedRevision(Revision Revision, DateTime At);

/// <summary>All revisions of one course that hold, in the order in which they were decided, with the versions they lead to.</summary>
/// <param name="Questions">By <see cref="QuestionVersion.Hash"/>.</param>
public sealed record RevisionChain(IReadOnlyList<AppliedRevision> Steps, IReadOnlyDictionary<string, Question> Questions)
{
    public static RevisionChain None { get; } = new([], new Dictionary<string, Question>(StringComparer.Ordinal));

    public static async Task<RevisionChain> LoadAsync(CoursesDb db, string courseKey, CancellationToken ct)
    {
        var applied = await db.Revisions.AsNoTracking()
            .Where(r => r.CourseKey == courseKey)
            .Join(db.RevisionDecisions.Where(d => d.Applies), r => r.Id, d => d.RevisionId, (r, d) => new { Revision = r, d.Id, d.RecordedAt })
            .OrderBy(r => r.RecordedAt).ThenBy(r => r.Id)
            .ToListAsync(ct);
        return applied.Count == 0
            ? None
            : new RevisionChain(
                applied.ConvertAll(a => new AppliedRevision(a.Revision, a.RecordedAt)), await PaperQuestions.FindAsync(db, applied.Select(a => a.Revision.ToHash), ct));
    }

    /// <summary>As it would be with one more.</summary>
    public RevisionChain With(AppliedRevision next, Question to) => new(
        [.. Steps, next], new Dictionary<string, Question>(Questions, StringComparer.Ordinal) { [next.Revision.ToHash] = to });

    /// <summary>As it was at an instant.</summary>
    public RevisionChain At(DateTime instant) => this with { Steps = [.. Steps.Where(s => s.At <= instant)] };

    /// <summary>
    /// The steps that concern a question drawn at an instant. A key can be corrected and the correction taken back: whoever draws
    /// the first version after that is marked by it, and not by the correction, even where that one gave points to everybody.
    /// </summary>
    public IEnumerable<AppliedRevision> Since(DateTime drawnAt, string drawnHash)
    {
        var drawn = new MarkedBy(drawnHash, false);
        var back = Steps.Select((step, i) => step.At <= drawnAt && step.Revision.To == drawn ? i : -1).DefaultIfEmpty(-1).Max();
        return Steps.Skip(back + 1);
    }

    /// <summary>The questions on papers that this state may mark by now: those that were drawn so, and those that revisions have led to it.</summary>
    public IReadOnlySet<string> DrawnAs(MarkedBy state)
    {
        var states = new HashSet<MarkedBy> { state };
        foreach (var step in Steps.Reverse().Select(s => s.Revision).Where(r => states.Contains(r.To)))
        {
            states.Add(step.From);
        }

        return states.Where(s => !s.IsVoid).Select(s => s.Hash).ToHashSet(StringComparer.Ordinal);
    }
}
