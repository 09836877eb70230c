using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>
/// One answer as its marker sees it: the question, the guide and the words, and not whose they are. It lifts the scope, because
/// who marks answers for no member; nothing in it names one.
/// </summary>
public sealed class ReadAnswer(CoursesDb db)
{
    public async Task<Outcome<AnswerToMark>> RunAsync(string courseKey, Guid attemptId, int slot, CancellationToken ct)
    {
        var attempt = await FindAsync(db, attemptId, ct);
        if (attempt is null || attempt.CourseKey != courseKey || attempt.FinishedAt is null)
        {
            return new Refusal("Marking.NoSuchAnswer");
        }

        var questions = await PaperQuestions.LoadAsync(db, attempt.Slots, ct);
        var asked = attempt.Slots.FirstOrDefault(s => s.Slot == slot);
        var response = attempt.LastSteps().GetValueOrDefault(slot)?.Response ?? "";
        if (asked is null || response.Length == 0 || questions[asked] is not { } question || !KindRoles.Of(question.Kind).IsMarkedByPerson)
        {
            return new Refusal("Marking.NoSuchAnswer");
        }

        var mark = await LatestAsync(db, attemptId, slot, ct);
        return new AnswerToMark(
            courseKey,
            attemptId,
            slot,
            questions.Language,
            question.Stem,
            [.. question.Options.Select(o => o.Text)],
            question.Explanation,
            response,
            mark?.Id,
            mark is null ? [] : IndexList.Parse(mark.Found),
            attempt.MemberId == db.Viewer.MemberId);
    }

    internal static Task<Attempt?> FindAsync(CoursesDb db, Guid attemptId, CancellationToken ct) =>
        db.Attempts.AsNoTracking().AsSplitQuery().IgnoreQueryFilters([CoursesDb.Scope]).SingleOrDefaultAsync(a => a.Id == attemptId, ct);

    internal static Task<AnswerMark?> LatestAsync(CoursesDb db, Guid attemptId, int slot, CancellationToken ct)
    {
        var marks = db.AnswerMarks.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope]).Where(m => m.AttemptId == attemptId && m.Slot == slot);
        return marks.SingleOrDefaultAsync(m => !marks.Any(later => later.CorrectsId == m.Id), ct);
    }
}

/// <param name="Guide">HTML, a point each.</param>
/// <param name="Seen">The mark there is already, which another one would correct.</param>
/// <param name="Found">Of the guide, what that mark found.</param>
/// <param name="IsOwn">The marker's own answer, which somebody else has to read.</param>
public sealed record AnswerToMark(
    string CourseKey,
    Guid AttemptId,
    int Slot,
    string Language,
    string Stem,
    IReadOnlyList<string> Guide,
    string Explanation,
    string Response,
    Guid? Seen,
    IReadOnlyList<int> Found,
    bool IsOwn);
