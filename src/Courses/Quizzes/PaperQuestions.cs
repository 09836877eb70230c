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
        var hashes = slots.Select(s => s.QuestionHash).Distinct().ToList();
        var versions = await db.QuestionVersions.AsNoTracking().Where(q => hashes.Contains(q.Hash)).ToListAsync(ct);
        return new PaperQuestions(versions.ToDictionary(q => q.Hash, Question.From), versions.FirstOrDefault()?.Language ?? Languages.Chinese);
    }
}
