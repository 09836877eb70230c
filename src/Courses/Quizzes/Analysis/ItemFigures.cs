using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes.Analysis;

/// <summary>What first sittings say about one version of a question. Shares are from 0 to 1.</summary>
/// <param name="Sittings">On whose papers it stood.</param>
/// <param name="Facility">The share of its points that was earned: 1 when everybody had it right.</param>
/// <param name="Discrimination">How much better the best 27 % were at it than the weakest 27 %.</param>
/// <param name="ItemRest">Correlation with the rest of the paper; null where it cannot be said.</param>
/// <param name="FacilityOfBest">Of the best third by their whole papers.</param>
/// <param name="Empty">The share that gave no answer.</param>
/// <param name="Options">How often each was ticked; none for a kind without options to tick.</param>
public sealed record ItemFigures(
    string Hash,
    Question Question,
    int Sittings,
    double Facility,
    double Discrimination,
    double? ItemRest,
    double FacilityOfBest,
    double Empty,
    IReadOnlyList<OptionFigures> Options)
{
    /// <summary>Below this, chance says more than the question.</summary>
    public const int FewestSittings = 30;

    /// <summary>Kelley (1939): of groups at the two ends these tell best.</summary>
    private const double Ends = 0.27;

    private const double Third = 1 / 3d;

    public bool HasEnough => Sittings >= FewestSittings;

    /// <summary>What an author should look at, most urgent first.</summary>
    public IReadOnlyList<ItemRemark> Remarks => HasEnough ? [.. ItemRemarks.Of(this)] : [];

    /// <param name="answers">Every answer to this version, with the sitting it stands in.</param>
    public static ItemFigures Of(IReadOnlyList<(ScoredAnswer Answer, ScoredSitting In)> answers)
    {
        var (hash, question) = (answers[0].Answer.Hash, answers[0].Answer.Question);
        var scores = answers.Select(a => a.Answer.Share).ToList();
        var totals = answers.Select(a => a.In.Share).ToList();
        var rests = answers.Select(a => RestOf(a.In, a.Answer)).ToList();
        var (best, weakest) = (Statistics.Group(totals, Third, best: true), Statistics.Group(totals, Third, best: false));
        return new ItemFigures(
            hash,
            question,
            answers.Count,
            scores.Average(),
            Statistics.Mean(scores, Statistics.Group(totals, Ends, best: true)) - Statistics.Mean(scores, Statistics.Group(totals, Ends, best: false)),
            Statistics.Correlation(scores, rests),
            Statistics.Mean(scores, best),
            answers.Count(a => a.Answer.IsEmpty) / (double)answers.Count,
            OptionFigures.Of(question, [.. answers.Select(a => a.Answer)], best, weakest));
    }

    /// <summary>The paper without the question itself: a question always goes along with itself (Henrysson, 1963).</summary>
    private static double RestOf(ScoredSitting sitting, ScoredAnswer answer) =>
        sitting.MaxPoints > answer.MaxPoints ? (sitting.Points - answer.Points) / (sitting.MaxPoints - answer.MaxPoints) : 0;
}

/// <summary>How often one option was ticked, of all and of the two thirds at the ends.</summary>
/// <param name="Index">In the author's order.</param>
/// <param name="Text">HTML.</param>
public sealed record OptionFigures(int Index, string Text, bool IsRight, double Chosen, double ByBest, double ByWeakest)
{
    internal static IReadOnlyList<OptionFigures> Of(Question question, IReadOnlyList<ScoredAnswer> answers, IReadOnlyList<double> best, IReadOnlyList<double> weakest)
    {
        if (answers.Any(a => a.Picks is null))
        {
            return [];
        }

        var all = Enumerable.Repeat(1d, answers.Count).ToList();
        return [.. question.Options.Select((option, index) =>
        {
            var ticked = answers.Select(a => a.Picks!.Contains(index) ? 1d : 0).ToList();
            return new OptionFigures(
                index, option.Text, option.Right, Statistics.Mean(ticked, all), Statistics.Mean(ticked, best), Statistics.Mean(ticked, weakest));
        })];
    }
}
