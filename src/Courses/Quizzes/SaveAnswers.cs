using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>
/// Saves one answer as it is given, or all answers of a page at once (without script), in one transaction: either all are
/// saved or none. The same post twice is saved once and answered alike.
/// </summary>
public sealed class SaveAnswers(CoursesDb db, SchoolCalendar calendar)
{
    private const int MaxTries = 5;

    /// <param name="seen">The number of steps the page knew of; see <see cref="SavedAnswers.StepCount"/>.</param>
    /// <param name="flagged">The questions to look at again; null when the page says nothing of it.</param>
    /// <param name="posted">By slot, the values as the browser sent them; see <see cref="KindRoles.Read"/>.</param>
    public async Task<Outcome<SavedAnswers>> RunAsync(
        MemberId member, Guid attemptId, int seen, IReadOnlyDictionary<int, IReadOnlyList<string>> posted, CancellationToken ct, IReadOnlyList<int>? flagged = null)
    {
        for (var tries = 1; ; tries++)
        {
            if (await db.Attempts.FindOwnAsync(member, attemptId, ct) is not { } attempt)
            {
                return new Refusal("Attempt.NotFound");
            }

            var responses = await ReadAsync(attempt, posted, ct);
            if ((responses.Refusal ?? attempt.Answer(seen, responses.Value!, calendar.UtcNow())) is { } refusal)
            {
                return refusal;
            }

            if (flagged is not null)
            {
                attempt.Flag(flagged);
            }

            try
            {
                await db.SaveChangesAsync(ct);
                return Saved(attempt, posted.Keys);
            }
            catch (DbUpdateException) when (tries < MaxTries)
            {
                // Something else was written meanwhile: the same post again, another tab, the finish. Looking afresh tells which.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Outcome<Dictionary<int, string>>> ReadAsync(
        Attempt attempt, IReadOnlyDictionary<int, IReadOnlyList<string>> posted, CancellationToken ct)
    {
        var slots = attempt.Slots.Where(s => posted.ContainsKey(s.Slot)).ToList();
        if (slots.Count < posted.Count)
        {
            return new Refusal("Attempt.NoSuchQuestion");
        }

        var questions = await PaperQuestions.LoadAsync(db, slots, ct);
        var responses = new Dictionary<int, string>();
        foreach (var slot in slots)
        {
            var question = questions[slot];
            var read = KindRoles.Of(question.Kind).Read(question, slot.OptionOrder, posted[slot.Slot]);
            if (read.Refusal is { } refusal)
            {
                return refusal;
            }

            responses[slot.Slot] = read.Value!;
        }

        return responses;
    }

    private static SavedAnswers Saved(Attempt attempt, IEnumerable<int> slots)
    {
        var last = attempt.LastSteps();
        return new SavedAnswers(slots.Where(last.ContainsKey).Max(slot => (DateTime?)last[slot].At), attempt.StepCount);
    }
}

/// <summary>Told only after the commit.</summary>
/// <param name="SavedAt">When the newest of these answers was stored, by the server's clock; null when the page had no answer to save.</param>
/// <param name="StepCount">What the page now knows of; it comes back with the next answer.</param>
public sealed record SavedAnswers(DateTime? SavedAt, int StepCount);
