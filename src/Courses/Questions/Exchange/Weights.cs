namespace Learning.Courses.Questions.Exchange;

/// <param name="Percent">What choosing it is worth elsewhere: 100, 33.33333, -50.</param>
internal sealed record WeightedOption(string Html, decimal Percent);

/// <summary>
/// Choices whose weights are free elsewhere. Here every right one is worth its share, and a wrong one takes as much away or
/// everything; other weights are rounded to that and reported.
/// </summary>
internal static class Weights
{
    private const decimal Near = 0.1m;

    /// <summary>Where one answer may be chosen.</summary>
    public static Question Single(Question question, IReadOnlyList<WeightedOption> options, LossList losses)
    {
        if (options.Any(o => o.Percent is > 0 and < 100 or < 0))
        {
            losses.Add("Exchange.PartialWeights");
        }

        return question with
        {
            Kind = QuestionKind.Single,
            Options = [.. options.Select(o => new QuestionOption(o.Html, o.Percent >= 100))],
            Settings = None,
        };
    }

    /// <summary>Where several may be chosen.</summary>
    public static Question Multiple(Question question, IReadOnlyList<WeightedOption> options, LossList losses)
    {
        var right = options.Count(o => o.Percent > 0);
        if (right == 1)
        {
            losses.Add("Exchange.OneRightOfMany");
            return Single(question, [.. options.Select(o => o with { Percent = o.Percent > 0 ? 100 : 0 })], losses);
        }

        var equal = right > 0 && options.Where(o => o.Percent > 0).All(o => Math.Abs(o.Percent - (100m / right)) < Near);
        var wrong = options.Where(o => o.Percent <= 0).ToList();
        var partial = equal && wrong.Count > 0 && wrong.TrueForAll(o => Math.Abs(o.Percent + (100m / right)) < Near);
        var none = equal && wrong.TrueForAll(o => o.Percent <= -100);
        if (!partial && !none)
        {
            losses.Add("Exchange.Weights");
        }

        return question with
        {
            Kind = QuestionKind.Multiple,
            Options = [.. options.Select(o => new QuestionOption(o.Html, o.Percent > 0))],
            Settings = partial || (!none && wrong.Count > 0) ? Partial : None,
        };
    }

    /// <summary>The weights of our rule: a share each, and a wrong tick takes one share, or all.</summary>
    public static IEnumerable<WeightedOption> Of(Question question)
    {
        var share = Math.Round(100m / Math.Max(1, ChoiceKey.RightCount(question)), 5);
        var wrong = Credit.Is(question, Credit.Partial) ? -share : -100m;
        return question.Options.Select(o => new WeightedOption(o.Text, o.Right ? share : wrong));
    }

    internal static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal static IReadOnlyDictionary<string, string> Partial { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { [Credit.Setting] = Credit.Partial };
}
