using System.Globalization;

namespace Learning.Courses.Questions.Passage;

/// <summary>Values arrive with the number of their part before a colon: "2:0" is the first choice of the second part.</summary>
internal static class PassageResponse
{
    public static Outcome<string> Read(Question question, string order, IReadOnlyList<string> posted)
    {
        var byPart = posted.ToLookup(PartOf, v => v[(v.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        if (byPart.Any(p => p.Key < 1 || p.Key > question.Parts.Count))
        {
            return new Refusal("Answer.NotUnderstood");
        }

        var responses = new List<string>();
        foreach (var (part, partOrder, number) in PassageParts.WithOrder(question, order))
        {
            var read = KindRoles.Of(part.Kind).Read(part, partOrder, [.. byPart[number]]);
            if (read.Refusal is { } refusal)
            {
                return refusal;
            }

            responses.Add(read.Value!);
        }

        return PassageParts.Join(responses);
    }

    public static IReadOnlyList<string> RightAnswer(Question question, string order) =>
    [
        .. PassageParts.WithOrder(question, order).SelectMany(p =>
            KindRoles.Of(p.Part.Kind).RightAnswer(p.Part, p.Order).Select(v => string.Create(CultureInfo.InvariantCulture, $"{p.Number}:{v}"))),
    ];

    private static int PartOf(string value) =>
        value.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && int.TryParse(value.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? part : 0;
}
