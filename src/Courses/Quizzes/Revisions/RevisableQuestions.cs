using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes.Revisions;

/// <param name="State">What marks now.</param>
/// <param name="Sittings">How many papers hold this very version.</param>
/// <param name="Now">The question of the same key in the bank; null when it is no longer there.</param>
/// <param name="HasChanged">The bank has another wording or key than the papers.</param>
public sealed record RevisableQuestion(MarkedBy State, QuestionVersion Version, Question Question, int Sittings, BankQuestion? Now, bool HasChanged);

/// <summary>The questions of a course on which somebody has been marked, and those that marked through a revision: what can be revised.</summary>
public sealed class RevisableQuestions(CoursesDb db, ContentFolder content, QuestionBanks banks)
{
    /// <returns>Those that have changed in the bank first. Null for a course that is not there.</returns>
    public async Task<IReadOnlyList<RevisableQuestion>?> RunAsync(string courseKey, CancellationToken ct)
    {
        if (content.Current.FindCourse(courseKey) is not { } course)
        {
            return null;
        }

        var drawn = await new FinishedSittings(db).VersionsAsync(courseKey, ct);
        var chain = await RevisionChain.LoadAsync(db, courseKey, ct);
        var states = drawn.Keys.Select(hash => new MarkedBy(hash, false)).Concat(chain.Steps.Select(s => s.Revision.To)).Distinct().ToList();
        var hashes = states.Select(s => s.Hash).Distinct(StringComparer.Ordinal).ToList();
        var versions = await db.QuestionVersions.AsNoTracking().Where(q => hashes.Contains(q.Hash)).ToDictionaryAsync(q => q.Hash, StringComparer.Ordinal, ct);
        var sides = new RevisionSides(db, content, banks);
        return [.. states
            .Select(s => Of(s, versions[s.Hash], drawn.GetValueOrDefault(s.Hash), sides.Current(course, versions[s.Hash])))
            .OrderByDescending(q => q.HasChanged).ThenBy(q => q.Version.QuestionKey, StringComparer.Ordinal).ThenBy(q => q.Version.Language, StringComparer.Ordinal)
            .ThenBy(q => q.Version.FirstSeenAt).ThenBy(q => q.State.IsVoid)];
    }

    private static RevisableQuestion Of(MarkedBy state, QuestionVersion version, int sittings, BankQuestion? now) =>
        new(state, version, Question.From(version), sittings, now, !state.IsVoid && now is not null && now.Hash != state.Hash);
}
