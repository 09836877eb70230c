using System.Globalization;

namespace Learning.Courses.Questions;

/// <summary>
/// What matching and ordering have in common: for each line one of some things is picked from a list. A response holds one
/// index per line, in the author's order of lines, with nothing where nothing was picked: "2,,0".
/// </summary>
public abstract class PlacedRoles : KindRoles
{
    public override bool IsOrderTheKey => true;

    /// <summary>Which lines the paper shows, in its order.</summary>
    protected abstract IReadOnlyList<int> Lines(Question question, string order);

    /// <summary>What can be picked, as indexes in the order of the paper.</summary>
    protected abstract IReadOnlyList<int> Picks(Question question, string order);

    protected abstract string PickText(Question question, int pick);

    /// <summary>HTML.</summary>
    protected abstract string LineText(Question question, int line);

    /// <summary>The pick that belongs to a line.</summary>
    protected abstract int Right(Question question, int line);

    public override Outcome<string> Read(Question question, string order, IReadOnlyList<string> posted)
    {
        var (lines, picks) = (Lines(question, order), Picks(question, order));
        if (posted.Count > lines.Count)
        {
            return new Refusal("Answer.NotUnderstood");
        }

        var stored = Enumerable.Repeat("", lines.Count).ToArray();
        for (var i = 0; i < posted.Count; i++)
        {
            if (posted[i].Length == 0)
            {
                continue;
            }

            if (!int.TryParse(posted[i], NumberStyles.None, CultureInfo.InvariantCulture, out var position) || position >= picks.Count)
            {
                return new Refusal("Answer.NotUnderstood");
            }

            stored[lines[i]] = picks[position].ToString(CultureInfo.InvariantCulture);
        }

        return Array.TrueForAll(stored, s => s.Length == 0) ? "" : string.Join(',', stored);
    }

    public override IReadOnlyList<AnswerField> Open(Question question, string order, string response)
    {
        var picked = Picked(response, Lines(question, order).Count);
        return
        [
            .. Lines(question, order).Select(line => new AnswerField(
                FieldShape.Select,
                LineText(question, line),
                [.. Picks(question, order).Select((pick, position) => new FieldChoice(position, PickText(question, pick), picked[line] == pick))],
                "")),
        ];
    }

    public override IReadOnlyList<ReviewedField> Review(Question question, string order, string response)
    {
        var picked = Picked(response, Lines(question, order).Count);
        return
        [
            .. Lines(question, order).Select(line => new ReviewedField(
                LineText(question, line),
                [],
                picked[line] is { } pick ? PickText(question, pick) : "",
                [PickText(question, Right(question, line))],
                picked[line] == Right(question, line))),
        ];
    }

    public override IReadOnlyList<string> RightAnswer(Question question, string order)
    {
        var picks = Picks(question, order).ToList();
        return [.. Lines(question, order).Select(line => picks.IndexOf(Right(question, line)).ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>What is stored, with the lines and the picks of another version.</summary>
    /// <returns>Null when something was picked that the other version does not have.</returns>
    private protected static string? Moved(string response, int count, TextMap lines, Func<int, int?> pickOf)
    {
        var moved = new string[count];
        var picked = Picked(response, count);
        for (var line = 0; line < count; line++)
        {
            if (picked[line] is { } pick && pickOf(pick) is null)
            {
                return null;
            }

            moved[lines[line]!.Value] = picked[line] is { } held ? pickOf(held)!.Value.ToString(CultureInfo.InvariantCulture) : "";
        }

        return Array.TrueForAll(moved, m => m.Length == 0) ? "" : string.Join(',', moved);
    }

    /// <summary>How many lines have what belongs to them.</summary>
    protected int RightLines(Question question, string response, int lines)
    {
        var picked = Picked(response, lines);
        return Enumerable.Range(0, lines).Count(line => picked[line] == Right(question, line));
    }

    private static IReadOnlyList<int?> Picked(string response, int lines)
    {
        var stored = response.Split(',');
        return [.. Enumerable.Range(0, lines).Select(i => i < stored.Length && stored[i].Length > 0 ? int.Parse(stored[i], NumberStyles.None, CultureInfo.InvariantCulture) : (int?)null)];
    }
}
