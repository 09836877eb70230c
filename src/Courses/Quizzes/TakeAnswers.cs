using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>
/// Stores the answers of many pages in one transaction: one durable commit for all of them. What one post did wrong is the
/// reply to that post and touches no other; when the commit fails, nothing of it was stored and nobody is told that it was.
/// </summary>
public sealed class TakeAnswers(CoursesDb db, SchoolCalendar calendar)
{
    private const int MaxTries = 5;

    /// <returns>One reply for each post, in their order.</returns>
    public async Task<IReadOnlyList<Outcome<TakenAnswers>>> RunAsync(IReadOnlyList<AnswerPost> posts, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var replies = await TakeAsync(posts, ct);
            try
            {
                await db.SaveChangesAsync(ct);
                return replies;
            }
            catch (DbUpdateException) when (tries < MaxTries)
            {
                // One of the sittings was written meanwhile: a form, a finish, another server. Looking afresh tells which.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<IReadOnlyList<Outcome<TakenAnswers>>> TakeAsync(IReadOnlyList<AnswerPost> posts, CancellationToken ct)
    {
        var ids = posts.Select(p => p.AttemptId).Distinct().ToList();

        // Read in several statements: a step that is committed in between changes the count, and then the save finds another
        // count than the one read here and is done over.
        var attempts = await db.Attempts.AsSplitQuery().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var wanted = posts.Where(p => attempts.ContainsKey(p.AttemptId)).SelectMany(p => SlotsOf(attempts[p.AttemptId], p)).ToList();
        var questions = await PaperQuestions.LoadAsync(db, wanted, ct);
        var now = calendar.UtcNow();
        return [.. posts.Select(p => attempts.GetValueOrDefault(p.AttemptId) is { } attempt && attempt.MemberId == p.Member
            ? Take(attempt, p, questions, now)
            : new Refusal("Attempt.NotFound"))];
    }

    private static IEnumerable<PaperSlot> SlotsOf(Attempt attempt, AnswerPost post) =>
        attempt.Slots.Where(s => post.Answers.Any(a => a.Slot == s.Slot));

    private static Outcome<TakenAnswers> Take(Attempt attempt, AnswerPost post, PaperQuestions questions, DateTime now)
    {
        var taken = post.Answers.OrderBy(a => a.Number).Select(a => Take(attempt, post.Page, a, questions, now)).ToList();
        if (post.Flagged is { } flagged && attempt.IsRunning(now))
        {
            attempt.Flag(flagged);
        }

        return new TakenAnswers(taken, attempt.StepCount, attempt.DueAt);
    }

    private static TakenAnswer Take(Attempt attempt, Guid page, GivenAnswer given, PaperQuestions questions, DateTime now)
    {
        var read = Read(attempt, given, questions);
        var step = read.Refusal is { } unread ? unread : attempt.Take(new PageAnswer(page, given.Number, given.Slot, given.Seen, read.Value!), now);
        return step.Value is { } stored
            ? new TakenAnswer(given.Number, given.Slot, stored.Sequence, stored.At, stored.IsLate, null)
            : new TakenAnswer(given.Number, given.Slot, 0, null, false, step.Refusal);
    }

    private static Outcome<string> Read(Attempt attempt, GivenAnswer given, PaperQuestions questions)
    {
        if (attempt.Slots.FirstOrDefault(s => s.Slot == given.Slot) is not { } slot)
        {
            return new Refusal("Attempt.NoSuchQuestion");
        }

        var question = questions[slot];
        return KindRoles.Of(question.Kind).Read(question, slot.OptionOrder, given.Posted);
    }
}
