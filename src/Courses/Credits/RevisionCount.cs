using Learning.Courses.Quizzes;
using Learning.Courses.Quizzes.Revisions;

namespace Learning.Courses.Credits;

/// <summary>Counts, sitting by sitting, what one more revision would change.</summary>
internal sealed class RevisionCount(Guid revision, RevisionChain chain, SchoolCalendar calendar)
{
    private readonly List<RevisedSitting> changes = [];
    private readonly List<AttemptResult> failing = [];
    private readonly HashSet<Guid> passing = [];
    private readonly Dictionary<string, NotCarriedCount> notCarried = new(StringComparer.Ordinal);

    /// <summary>Papers on which the question marks by what the revision begins with.</summary>
    public int Sittings { get; private set; }

    public int KeptInFavour { get; private set; }

    public IReadOnlyList<RevisedSitting> Changes => changes;

    public IReadOnlyList<AttemptResult> Failing => failing;

    public IReadOnlySet<Guid> Passing => passing;

    public IReadOnlyList<NotCarriedCount> NotCarried => [.. notCarried.Values.OrderByDescending(n => n.Answers)];

    public void Add(IReadOnlyList<FinishedSitting> sittings, PaperQuestions questions)
    {
        foreach (var sitting in sittings)
        {
            var paper = sitting.MarkedBy(questions, chain);
            var effects = paper.Slots.SelectMany(s => s.Revisions).Where(r => r.By.Revision.Id == revision).ToList();
            Sittings += effects.Count > 0 ? 1 : 0;
            effects.ForEach(Count);
            if (effects.Exists(e => e.Effect == RevisionEffect.Marked))
            {
                Compare(sitting, paper.Mark);
            }
        }
    }

    private void Count(SlotRevision effect)
    {
        KeptInFavour += effect.Effect == RevisionEffect.KeptInFavour ? 1 : 0;
        if (effect.Refusal is { } refusal)
        {
            notCarried[refusal.Code] = new NotCarriedCount(refusal, (notCarried.GetValueOrDefault(refusal.Code)?.Answers ?? 0) + 1);
        }
    }

    private void Compare(FinishedSitting sitting, Mark mark)
    {
        var (attempt, result) = (sitting.Attempt, sitting.Result);
        if (mark.Points == result.Score)
        {
            return;
        }

        var passes = mark.IsPass(attempt.PassPercent);
        changes.Add(new RevisedSitting(calendar.DayOf(result.FinishedAt), attempt.Number, result.Score, mark.Points, mark.MaxPoints, result.Passed, passes));
        if (result.Passed && !passes)
        {
            failing.Add(result);
        }
        else if (passes && !result.Passed)
        {
            passing.Add(attempt.Id);
        }
    }
}
