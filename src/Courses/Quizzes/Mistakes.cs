using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>
/// A member's own notebook of mistakes (错题本): the questions whose latest answer, in a quiz or in practice, was not wholly
/// right. A right answer in practice takes a question out. Asked only for oneself.
/// </summary>
public sealed class Mistakes(CoursesDb db)
{
    /// <summary>By course, the keys of the questions. What no machine marks is no mistake.</summary>
    public async Task<ILookup<string, string>> RunAsync(MemberId member, CancellationToken ct)
    {
        var practised = await db.PracticeAnswers.AsNoTracking().Where(p => p.MemberId == member)
            .Select(p => new Answered(p.CourseKey, p.QuestionKey, p.IsRight, p.AnsweredAt))
            .ToListAsync(ct);
        var latest = practised.Concat(await InQuizzesAsync(member, ct)).GroupBy(a => (a.CourseKey, a.QuestionKey)).Select(g => g.MaxBy(a => a.At)!);
        return latest.Where(a => !a.IsRight).ToLookup(a => a.CourseKey, a => a.QuestionKey, StringComparer.Ordinal);
    }

    private async Task<IEnumerable<Answered>> InQuizzesAsync(MemberId member, CancellationToken ct)
    {
        var attempts = await db.Attempts.AsNoTracking().AsSplitQuery().Where(a => a.MemberId == member && a.FinishedAt != null).ToListAsync(ct);
        var questions = await PaperQuestions.LoadAsync(db, attempts.SelectMany(a => a.Slots), ct);
        return attempts.SelectMany(a => Of(a, questions));
    }

    private static IEnumerable<Answered> Of(Attempt attempt, PaperQuestions questions)
    {
        var last = attempt.LastSteps();
        return from slot in attempt.Slots
               let question = questions[slot]
               let kind = KindRoles.Of(question.Kind)
               where !kind.IsMarkedByPerson
               select new Answered(
                   attempt.CourseKey, question.Key, kind.IsRight(question, last.GetValueOrDefault(slot.Slot)?.Response ?? ""), attempt.FinishedAt!.Value);
    }

    private sealed record Answered(string CourseKey, string QuestionKey, bool IsRight, DateTime At);
}
