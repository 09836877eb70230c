using System.Globalization;

namespace Learning.Courses.Questions;

/// <summary>Reads the ticks of a choice question. The post may come from anywhere: what no page of ours could have sent is refused.</summary>
internal static class PostedChoices
{
    /// <summary>
    /// Positions on the paper become indexes of the question's own options, sorted, each once. Empty values are skipped: the
    /// page sends one with every question so that "nothing ticked" can be told from "not asked".
    /// </summary>
    public static Outcome<string> Read(IReadOnlyList<int> order, IReadOnlyList<string> posted, int most)
    {
        var chosen = new SortedSet<int>();
        foreach (var value in posted.Where(v => v.Length > 0))
        {
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var position) || position >= order.Count)
            {
                return new Refusal("Answer.NotUnderstood");
            }

            chosen.Add(order[position]);
        }

        return chosen.Count > most ? new Refusal("Answer.NotUnderstood") : IndexList.Join(chosen);
    }

    /// <summary>The way back: what a page posts for the options that are meant.</summary>
    public static IReadOnlyList<string> Positions(string order, Func<int, bool> isMeant) =>
    [
        .. IndexList.Parse(order)
            .Select((index, position) => (index, position))
            .Where(p => isMeant(p.index))
            .Select(p => p.position.ToString(CultureInfo.InvariantCulture)),
    ];
}
