using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>
/// The answers of one course that a person has yet to read, the longest waiting first, and those read last. Nothing in it says
/// whose they are, so it may lift the scope.
/// </summary>
public sealed class AnswersToMark(CoursesDb db)
{
    /// <summary>Enough for an afternoon; the next ones come up as these are done.</summary>
    private const int MostSittings = 100;

    private const int MostRead = 20;

    public async Task<MarkingDesk> RunAsync(string courseKey, CancellationToken ct)
    {
        var waiting = Waiting(db).Where(r => r.CourseKey == courseKey);
        var sittings = await waiting.OrderBy(r => r.RecordedAt).ThenBy(r => r.Id).Take(MostSittings).Select(r => new { r.AttemptId, r.FinishedAt }).ToListAsync(ct);
        var ids = sittings.ConvertAll(s => s.AttemptId);
        var attempts = await db.Attempts.AsNoTracking().AsSplitQuery().IgnoreQueryFilters([CoursesDb.Scope]).Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var questions = await PaperQuestions.LoadAsync(db, attempts.Values.SelectMany(a => a.Slots), ct);
        var marks = db.AnswerMarks.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope]);
        var marked = (await marks.Where(m => ids.Contains(m.AttemptId)).Select(m => new { m.AttemptId, m.Slot }).ToListAsync(ct)).ToHashSet();
        var answers =
            from sitting in sittings
            let attempt = attempts[sitting.AttemptId]
            where attempt.MemberId != db.Viewer.MemberId
            from step in attempt.LastSteps().Values.OrderBy(s => s.Slot)
            let question = questions[attempt.Slots.First(s => s.Slot == step.Slot)]
            where step.Response.Length > 0 && KindRoles.Of(question.Kind).IsMarkedByPerson && !marked.Contains(new { sitting.AttemptId, step.Slot })
            select new WaitingAnswer(sitting.AttemptId, step.Slot, question.Key, sitting.FinishedAt);
        var read = await marks
            .Where(m => m.MarkedBy == db.Viewer.MemberId && !marks.Any(later => later.CorrectsId == m.Id))
            .Join(db.Attempts.IgnoreQueryFilters([CoursesDb.Scope]).Where(a => a.CourseKey == courseKey), m => m.AttemptId, a => a.Id, (m, _) => m)
            .OrderByDescending(m => m.RecordedAt)
            .Take(MostRead)
            .Select(m => new ReadBefore(m.AttemptId, m.Slot, m.RecordedAt))
            .ToListAsync(ct);

        // By question, because whoever has one guide in mind reads ten answers to it more evenly than one answer to ten.
        return new MarkingDesk([.. answers.OrderBy(a => a.QuestionKey, StringComparer.Ordinal).ThenBy(a => a.FinishedAt)], read);
    }

    /// <summary>Results of sittings in which an answer waits for somebody to read it.</summary>
    internal static IQueryable<AttemptResult> Waiting(CoursesDb db)
    {
        var results = db.AttemptResults.AsNoTracking().IgnoreQueryFilters([CoursesDb.Scope]);
        return results.Where(r => r.Waiting > 0 && !results.Any(later => later.CorrectsId == r.Id));
    }
}

public sealed record MarkingDesk(IReadOnlyList<WaitingAnswer> Waiting, IReadOnlyList<ReadBefore> Read);

public sealed record WaitingAnswer(Guid AttemptId, int Slot, string QuestionKey, DateTime FinishedAt);

/// <summary>An answer that this marker has read, to be looked at once more.</summary>
public sealed record ReadBefore(Guid AttemptId, int Slot, DateTime MarkedAt);
