using Learning.Courses.Questions;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Storage;

namespace Learning.Courses.Quizzes.Analysis;

/// <summary>What the first sittings of a quiz say about its questions, and about itself.</summary>
/// <param name="Sittings">How many there are.</param>
/// <param name="Items">Those that an author should look at first; those with too few sittings last.</param>
/// <param name="Reliability">Null below <see cref="ItemFigures.FewestSittings"/>, and where it cannot be said.</param>
public sealed record QuizFigures(string CourseKey, int Sittings, IReadOnlyList<ItemFigures> Items, Reliability? Reliability)
{
    public bool HasEnough => Sittings >= ItemFigures.FewestSittings;
}

/// <summary>
/// Analyses the questions of a quiz. Only first sittings, because who sits again knows the questions; only answers that are
/// marked to the end, by the keys that hold today; nobody's name.
/// </summary>
public sealed class QuizAnalysis(CoursesDb db)
{
    public async Task<QuizFigures> RunAsync(string courseKey, CancellationToken ct)
    {
        var finished = new FinishedSittings(db);
        var chain = await RevisionChain.LoadAsync(db, courseKey, ct);
        var sittings = new List<ScoredSitting>();
        foreach (var batch in (await finished.FirstAsync(courseKey, ct)).Chunk(FinishedSittings.ReadAtOnce))
        {
            var loaded = await finished.LoadAsync(batch, ct);
            var questions = await PaperQuestions.LoadAsync(db, loaded.SelectMany(s => s.Attempt.Slots), ct);
            sittings.AddRange(loaded.Select(s => Scored(s.MarkedBy(questions, chain))).Where(s => s.Answers.Count > 0));
        }

        return Of(courseKey, sittings);
    }

    /// <summary>The figures of sittings, wherever they come from.</summary>
    public static QuizFigures Of(string courseKey, IReadOnlyList<ScoredSitting> sittings)
    {
        var items = sittings
            .SelectMany(s => s.Answers.Select(a => (Answer: a, In: s)))
            .GroupBy(a => a.Answer.Hash, StringComparer.Ordinal)
            .Select(g => ItemFigures.Of([.. g]))
            .OrderByDescending(i => i.HasEnough)
            .ThenBy(i => i.Remarks.Count == 0 ? ItemRemark.IdleOption + 1 : i.Remarks[0])
            .ThenBy(i => i.Discrimination).ThenBy(i => i.Question.Key, StringComparer.Ordinal)
            .ToList();
        return new QuizFigures(courseKey, sittings.Count, items, sittings.Count < ItemFigures.FewestSittings ? null : Reliability.Of(sittings));
    }

    /// <summary>A void question says nothing, and an answer that nobody has read yet nothing yet.</summary>
    private static ScoredSitting Scored(RevisedPaper paper) => new(
    [
        .. paper.Slots.Where(s => !s.IsVoid && !s.IsWaiting).Select(s => new ScoredAnswer(
            s.Hash, s.Question, (double)s.Points.Numerator / s.Points.Denominator, s.MaxPoints, s.Response.Length == 0, PicksOf(s))),
    ]);

    private static IReadOnlyList<int>? PicksOf(RevisedSlot slot) =>
        slot.Question.Kind is QuestionKind.Single or QuestionKind.Multiple or QuestionKind.TrueFalse ? IndexList.Parse(slot.Response) : null;
}
