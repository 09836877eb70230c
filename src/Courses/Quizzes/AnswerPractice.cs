using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>Marks one answer given in practice and remembers whether it was right. Sent twice it is remembered once.</summary>
public sealed class AnswerPractice(CoursesDb db, SchoolCalendar calendar)
{
    /// <param name="id">Made with the page.</param>
    /// <param name="posted">As a browser sends it.</param>
    public async Task<Outcome<PracticeFeedback>> RunAsync(MemberId member, PracticePage page, Guid id, IReadOnlyList<string> posted, CancellationToken ct)
    {
        var question = page.Question!;
        var kind = KindRoles.Of(question.Kind);
        var read = kind.Read(question, page.Order, posted);
        if (read.Value is not { } response)
        {
            return read.Refusal!;
        }

        var right = kind.IsRight(question, response);
        if (!kind.IsMarkedByPerson)
        {
            await KeepAsync(new PracticeAnswer(id, member, page.Round.CourseKey, question.Key, right, calendar.UtcNow()), ct);
        }

        return new PracticeFeedback(kind.Review(question, page.Order, response), kind.IsMarkedByPerson ? null : right, kind.Mark(question, response), kind.Points(question));
    }

    private async Task KeepAsync(PracticeAnswer answer, CancellationToken ct)
    {
        if (await IsKeptAsync(answer.Id, ct))
        {
            return;
        }

        db.PracticeAnswers.Add(answer);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // The same answer twice at once: the key lets one in.
            db.ChangeTracker.Clear();
            if (!await IsKeptAsync(answer.Id, ct))
            {
                throw;
            }
        }
    }

    private Task<bool> IsKeptAsync(Guid id, CancellationToken ct) => db.PracticeAnswers.AnyAsync(p => p.Id == id, ct);
}

/// <param name="IsRight">Null where only a person could say: the guide is shown instead.</param>
public sealed record PracticeFeedback(IReadOnlyList<ReviewedField> Fields, bool? IsRight, Fraction Points, int MaxPoints);
