namespace Learning.Courses.Questions.Passage;

/// <summary>How the orders and the responses of the parts lie in those of the passage: one after the other.</summary>
internal static class PassageParts
{
    private const char BetweenOrders = ';';

    /// <summary>Another sign than within a part, and as little to be typed.</summary>
    private const char BetweenResponses = '\u001E';

    public static Fraction Mark(Question question, string response) =>
        question.Parts.Zip(Responses(question, response)).Aggregate(Fraction.Zero, (sum, p) => sum + KindRoles.Of(p.First.Kind).Mark(p.First, p.Second));

    public static string Order(Question question, Func<int, IReadOnlyList<int>> shuffle) =>
        string.Join(BetweenOrders, question.Parts.Select(p => KindRoles.Of(p.Kind).Order(p, shuffle)));

    public static string Order(IReadOnlyList<string> orders) => string.Join(BetweenOrders, orders);

    public static IEnumerable<(Question Part, string Order, int Number)> WithOrder(Question question, string order) =>
        question.Parts.Zip(order.Split(BetweenOrders)).Select((p, i) => (p.First, p.Second, i + 1));

    public static IReadOnlyList<string> Responses(Question question, string response)
    {
        var stored = response.Split(BetweenResponses);
        return [.. question.Parts.Select((_, i) => i < stored.Length ? stored[i] : "")];
    }

    public static string Join(IReadOnlyList<string> responses) => responses.All(r => r.Length == 0) ? "" : string.Join(BetweenResponses, responses);
}
