using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <param name="Found">The lines of the guide that the answer says, from 0.</param>
/// <param name="Seen">The mark that the form showed; null for an answer that nobody had read. Another one since then is not overwritten.</param>
public sealed record MarkInput(string CourseKey, Guid AttemptId, int Slot, IReadOnlyList<int> Found, Guid? Seen);

/// <summary>
/// Puts on record what a person found in an answer. The result of the sitting follows from it and is written elsewhere: what
/// was marked is not lost when that fails. The same form twice marks once.
/// </summary>
public sealed class MarkAnswer(CoursesDb db, SchoolCalendar calendar, ReadAnswer readAnswer)
{
    public async Task<Outcome<AnswerMark>> RunAsync(MarkInput input, CancellationToken ct)
    {
        var read = await readAnswer.RunAsync(input.CourseKey, input.AttemptId, input.Slot, ct);
        if (read.Value is not { } answer)
        {
            return read.Refusal!;
        }

        var found = IndexList.Join(input.Found.Distinct().Order());
        if (answer.IsOwn || input.Found.Any(i => i < 0 || i >= answer.Guide.Count))
        {
            return new Refusal(answer.IsOwn ? "Marking.OwnAnswer" : "Answer.NotUnderstood");
        }

        if (answer.Seen != input.Seen)
        {
            return await OfOthersAsync(input, found, ct);
        }

        var attempt = await ReadAnswer.FindAsync(db, input.AttemptId, ct);
        var now = calendar.UtcNow();
        var mark = new AnswerMark(RowId.At(now), attempt!.MemberId, input.AttemptId, input.Slot, found, db.Viewer.MemberId!.Value, now, input.Seen);
        db.AnswerMarks.Add(mark);
        try
        {
            await db.SaveChangesAsync(ct);
            return mark;
        }
        catch (DbUpdateException)
        {
            // Somebody read the same answer in this moment; the key lets one of the two marks in.
            db.ChangeTracker.Clear();
            if (await ReadAnswer.LatestAsync(db, input.AttemptId, input.Slot, ct) is { } winner && winner.Id != input.Seen)
            {
                return await OfOthersAsync(input, found, ct);
            }

            throw;
        }
    }

    /// <summary>The mark that this form has made already, else the word that somebody else has made one.</summary>
    private async Task<Outcome<AnswerMark>> OfOthersAsync(MarkInput input, string found, CancellationToken ct) =>
        await ReadAnswer.LatestAsync(db, input.AttemptId, input.Slot, ct) is { } mark
            && mark.MarkedBy == db.Viewer.MemberId && mark.Found == found && mark.CorrectsId == input.Seen
            ? mark
            : new Refusal("Marking.AlreadyMarked");
}
