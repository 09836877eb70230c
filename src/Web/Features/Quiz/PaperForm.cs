using System.Globalization;

namespace Learning.Web.Features.Quiz;

/// <summary>What stands on the paper's form beside the answers.</summary>
/// <param name="Seen">The number of steps the page knew of.</param>
/// <param name="Then">Which button was pressed.</param>
/// <param name="At">Without script: the question whose button was pressed, to come back to it.</param>
/// <param name="Flags">Set when the form tells which questions are to be looked at again, so that none is told apart from no word of it.</param>
public sealed record PaperForm(int? Seen, string? Then, int? At, bool Flags, IReadOnlyList<int>? Flag)
{
    public const string Finish = "finish";

    public IReadOnlyList<int>? Flagged => Flags ? Flag ?? [] : null;

    public string? Fragment => At is { } slot ? $"q{slot}" : null;
}

/// <summary>
/// The answers on a posted form: "a3" for slot 3, as often as the browser sends it, and "a3-2" for the second part of a
/// passage, whose values are handed on as "2:value".
/// </summary>
internal static class PostedAnswers
{
    public static string NameOf(int slot, int part) => part == 0 ? $"a{slot}" : $"a{slot}-{part}";

    /// <summary>Fields that are no answers are none of our business; whether a slot exists is said by the paper.</summary>
    public static IReadOnlyDictionary<int, IReadOnlyList<string>> Read(IFormCollection form)
    {
        var answers = new SortedDictionary<int, List<string>>();
        foreach (var (name, values) in form)
        {
            if (name.StartsWith('a') && name[1..].Split('-') is { Length: <= 2 } numbers && NumberIn(numbers[0]) is { } slot)
            {
                var part = numbers.Length == 1 ? "" : $"{numbers[1]}:";
                answers.TryAdd(slot, []);
                answers[slot].AddRange(values.Select(v => part + v));
            }
        }

        return answers.ToDictionary(a => a.Key, a => (IReadOnlyList<string>)a.Value);
    }

    private static int? NumberIn(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
