using Learning.Courses.Questions;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

public enum RevisionState
{
    Proposed,

    /// <summary>In force; earlier papers are still being corrected.</summary>
    Applying,
    Applied,
    Declined,
}

/// <param name="ProposedBy">A name; who writes and reviews questions is known to those who do the same.</param>
/// <param name="Corrected">How many results it has corrected so far.</param>
public sealed record RevisionRow(
    Revision Revision, RevisionState State, string? ProposedBy, string? DecidedBy, DateTime? DecidedAt, int Corrected, int Withdrawn);

/// <summary>A revision with both questions in their words.</summary>
/// <param name="WhyNotDecide">Why the viewer may not decide it; null for one who may.</param>
public sealed record RevisionDetail(RevisionRow Row, Question From, Question To, Refusal? WhyNotDecide)
{
    /// <summary>The same again, for a preview of what it would change now.</summary>
    public RevisionInput Input { get; } =
        new(Row.Revision.Id, Row.Revision.CourseKey, Row.Revision.From, Row.Revision.ToVoid, Row.Revision.Rule, Row.Revision.ReasonCode);
}

/// <summary>The revisions of a course, newest first.</summary>
public sealed class RevisionList(CoursesDb db)
{
    private const int Most = 200;

    public Task<IReadOnlyList<RevisionRow>> RunAsync(string courseKey, CancellationToken ct) =>
        ReadAsync(db.Revisions.Where(r => r.CourseKey == courseKey).OrderByDescending(r => r.RecordedAt).Take(Most), ct);

    /// <summary>One of them; null when the course has none of that id.</summary>
    public async Task<RevisionDetail?> OneAsync(string courseKey, Guid id, CancellationToken ct)
    {
        if (await ReadAsync(db.Revisions.Where(r => r.CourseKey == courseKey && r.Id == id), ct) is not [var row])
        {
            return null;
        }

        var questions = await db.QuestionVersions.AsNoTracking()
            .Where(q => q.Hash == row.Revision.FromHash || q.Hash == row.Revision.ToHash)
            .ToDictionaryAsync(q => q.Hash, Question.From, StringComparer.Ordinal, ct);
        return new RevisionDetail(row, questions[row.Revision.FromHash], questions[row.Revision.ToHash], DecideRevision.WhyNot(db.Viewer, row.Revision));
    }

    private async Task<IReadOnlyList<RevisionRow>> ReadAsync(IQueryable<Revision> revisions, CancellationToken ct)
    {
        var rows = await revisions.AsNoTracking()
            .Select(r => new { Revision = r, Decision = db.RevisionDecisions.FirstOrDefault(d => d.RevisionId == r.Id) })
            .ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Revision.Id);
        var (corrected, withdrawn) = await CountsAsync(ids, ct);
        var names = await NamesAsync([.. rows.SelectMany(r => new[] { r.Revision.ProposedBy, r.Decision?.DecidedBy }).OfType<MemberId>().Distinct()], ct);
        return rows.ConvertAll(r => new RevisionRow(
            r.Revision,
            r.Decision switch { null => RevisionState.Proposed, { Applies: false } => RevisionState.Declined, { ClosedAt: null } => RevisionState.Applying, _ => RevisionState.Applied },
            NameOf(r.Revision.ProposedBy),
            NameOf(r.Decision?.DecidedBy),
            r.Decision?.RecordedAt,
            corrected.GetValueOrDefault(r.Revision.Id),
            withdrawn.GetValueOrDefault(r.Revision.Id)));

        string? NameOf(MemberId? member) => member is { } id ? names.GetValueOrDefault(id) : null;
    }

    /// <summary>The scope is lifted for two numbers and for the names of colleagues.</summary>
    private async Task<(Dictionary<Guid, int> Corrected, Dictionary<Guid, int> Withdrawn)> CountsAsync(List<Guid> ids, CancellationToken ct)
    {
        var corrected = await db.AttemptResults.IgnoreQueryFilters([CoursesDb.Scope])
            .Where(r => r.RevisionId != null && ids.Contains(r.RevisionId.Value))
            .GroupBy(r => r.RevisionId!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var withdrawn = await db.CoursePassWithdrawals.IgnoreQueryFilters([CoursesDb.Scope])
            .Where(w => ids.Contains(w.RevisionId))
            .GroupBy(w => w.RevisionId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return (corrected, withdrawn);
    }

    private Task<Dictionary<MemberId, string>> NamesAsync(List<MemberId> members, CancellationToken ct) => db.Members.AsNoTracking()
        .IgnoreQueryFilters([CoursesDb.Scope])
        .Where(m => members.Contains(m.MemberId))
        .ToDictionaryAsync(m => m.MemberId, m => m.Name, ct);
}
