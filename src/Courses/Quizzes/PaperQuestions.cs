using Learning.Courses.Catalogue;
using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>The frozen wording of the questions on a paper, by <see cref="QuestionVersion.Hash"/>.</summary>
/// <param name="Language">In which the paper is written, whatever the site's language is now.</param>
internal sealed record PaperQuestions(IReadOnlyDictionary<string, Question> ByHash, string Language)
{
    public Question this[PaperSlot slot] => ByHash[slot.QuestionHash];

    public static async Task<PaperQuestions> LoadAsync(CoursesDb db, IEnumerable<PaperSlot> slots, CancellationToken ct)
    {
        var versions = await VersionsAsync(db, slots.Select(s => s.QuestionHash), ct);
        return new PaperQuestions(versions.ToDictionary(q => q.Hash, Question.From), versions.FirstOrDefault()?.Language ?? Languages.Chinese);
    }

    /// <summary>Versions by hash, whether they stand on a paper or not.</summary>
    public static async Task<IReadOnlyDictionary<string, Question>> FindAsync(CoursesDb db, IEnumerable<string> hashes, CancellationToken ct) =>
        (await VersionsAsync(db, hashes, ct)).ToDictionary(q => q.Hash, Question.From);

    private static Task<List<QuestionVersion>> VersionsAsync(CoursesDb db, IEnumerable<string> hashes, CancellationToken ct)
    {
        var wanted = hashes.Distinct(StringComparer.Ordinal).ToList();
        return db.QuestionVersions.AsNoTracking().Where(q => wanted.Contains(q.Hash)).ToListAsync(ct);
    }
}
