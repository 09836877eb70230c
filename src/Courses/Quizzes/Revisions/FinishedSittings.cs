using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes.Revisions;

/// <summary>A sitting that is over, with the result that holds.</summary>
/// <param name="Found">By slot, what people found in answers that no machine can mark.</param>
internal sealed record FinishedSitting(Attempt Attempt, AttemptResult Result, IReadOnlyDictionary<int, string> Found)
{
    public RevisedPaper MarkedBy(PaperQuestions questions, RevisionChain chain) => RevisedPaper.Of(Attempt, questions, Found, chain);
}

/// <summary>
/// All sittings of a quiz that are over, whoever answers for those who sat. The scope is lifted here: whether a question is right
/// or wrong is a matter of everybody's papers, and those who write it answer for nobody. Who uses this shows no names.
/// </summary>
internal sealed class FinishedSittings(CoursesDb db)
{
    /// <summary>Few enough for one transaction that others wait for.</summary>
    public const int AtOnce = 100;

    /// <summary>Few enough for the parameters of one query, where nobody waits.</summary>
    public const int ReadAtOnce = 1000;

    /// <summary>How many papers of the course hold each version.</summary>
    public Task<Dictionary<string, int>> VersionsAsync(string courseKey, CancellationToken ct) => Finished(courseKey)
        .SelectMany(a => a.Slots)
        .GroupBy(s => s.QuestionHash)
        .Select(g => new { g.Key, Count = g.Count() })
        .ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.Ordinal, ct);

    /// <summary>The sittings on whose papers one of these versions stands, oldest first.</summary>
    public Task<List<Guid>> WithAsync(string courseKey, IReadOnlySet<string> hashes, CancellationToken ct) => Finished(courseKey)
        .Where(a => a.Slots.Any(s => hashes.Contains(s.QuestionHash)))
        .OrderBy(a => a.FinishedAt).ThenBy(a => a.Id)
        .Select(a => a.Id)
        .ToListAsync(ct);

    /// <summary>The first sitting of everybody who has sat, oldest first.</summary>
    public Task<List<Guid>> FirstAsync(string courseKey, CancellationToken ct) => Finished(courseKey)
        .Where(a => a.Number == 1)
        .OrderBy(a => a.FinishedAt).ThenBy(a => a.Id)
        .Select(a => a.Id)
        .ToListAsync(ct);

    /// <param name="ids">Not more than <see cref="ReadAtOnce"/>.</param>
    public async Task<IReadOnlyList<FinishedSitting>> LoadAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var attempts = await All<Attempt>().AsSplitQuery().Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        var results = await All<AttemptResult>()
            .Where(r => ids.Contains(r.AttemptId) && !db.AttemptResults.Any(later => later.CorrectsId == r.Id))
            .ToDictionaryAsync(r => r.AttemptId, ct);
        var found = (await All<AnswerMark>()
            .Where(m => ids.Contains(m.AttemptId) && !db.AnswerMarks.Any(later => later.CorrectsId == m.Id))
            .Select(m => new { m.AttemptId, m.Slot, m.Found })
            .ToListAsync(ct)).ToLookup(m => m.AttemptId);
        return [.. attempts
            .Where(a => results.ContainsKey(a.Id))
            .OrderBy(a => a.FinishedAt).ThenBy(a => a.Id)
            .Select(a => new FinishedSitting(a, results[a.Id], found[a.Id].ToDictionary(m => m.Slot, m => m.Found)))];
    }

    /// <summary>Without those of erased members: their answers are gone, and nothing can be put on record about them any more.</summary>
    private IQueryable<Attempt> Finished(string courseKey) =>
        All<Attempt>().Where(a => a.CourseKey == courseKey && a.FinishedAt != null && db.MemberKeys.Any(k => k.MemberId == a.MemberId));

    private IQueryable<T> All<T>()
        where T : class => db.Set<T>().AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope]);
}
