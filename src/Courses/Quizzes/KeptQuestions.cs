using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>The wording that papers name by its hash, stored before the first paper that needs it.</summary>
internal static class KeptQuestions
{
    /// <summary>
    /// Stores the wording that the paper names. If one question is missing, all that are missing in the bank are stored, so that
    /// a class that starts together collides once and not once per question.
    /// </summary>
    public static async Task KeepAsync(CoursesDb db, QuestionBank bank, IReadOnlyList<PaperSlot> paper, DateTime now, CancellationToken ct)
    {
        var drawn = paper.Select(s => s.QuestionHash).Distinct().ToList();
        if (await db.QuestionVersions.CountAsync(q => drawn.Contains(q.Hash), ct) == drawn.Count)
        {
            return;
        }

        // Once for each edition of a bank, and so it may take as long as the bank is large.
        var hashes = bank.Questions.Select(q => q.Hash).ToList();
        var kept = await db.QuestionVersions.Where(q => hashes.Contains(q.Hash)).Select(q => q.Hash).ToHashSetAsync(ct);
        db.QuestionVersions.AddRange(
            bank.Questions.Where(q => !kept.Contains(q.Hash)).Select(q => q.Question.ToVersion(bank.CourseKey, bank.Language, now)));
    }
}
