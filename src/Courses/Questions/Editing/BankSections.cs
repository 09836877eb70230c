namespace Learning.Courses.Questions.Editing;

/// <summary>The text of a bank, cut before every question, so that one can be put in another's place and the others keep every character.</summary>
internal sealed class BankSections
{
    private readonly string text;
    private readonly Dictionary<string, (int Start, int End)> places = new(StringComparer.Ordinal);

    /// <param name="bank">What was read from the text, without a mistake in it.</param>
    public BankSections(string text, QuestionBank bank)
    {
        this.text = text;
        var starts = Starts(text, [.. bank.Questions.Select(q => q.Line)]);
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : text.Length;
            places[bank.Questions[i].Question.Key] = (starts[i], starts[i] + text[starts[i]..end].TrimEnd().Length);
        }
    }

    /// <summary>Without the empty lines behind it; null where there is no such question.</summary>
    public string? Find(string key) => places.TryGetValue(key, out var place) ? text[place.Start..place.End] : null;

    /// <summary>The whole text with this section in the place of the one of that key, else at the end.</summary>
    public string With(string key, string section)
    {
        if (places.TryGetValue(key, out var place))
        {
            return text[..place.Start] + section + text[place.End..];
        }

        var before = text.TrimEnd();
        return (before.Length == 0 ? "" : before + "\n\n") + section + "\n";
    }

    /// <summary>Where the given lines begin; both are in the order of the text.</summary>
    private static List<int> Starts(string text, IReadOnlyList<int> lines)
    {
        var starts = new List<int>(lines.Count);
        var (line, at) = (1, 0);
        foreach (var wanted in lines)
        {
            for (; line < wanted; line++)
            {
                at = text.IndexOf('\n', at) + 1;
            }

            starts.Add(at);
        }

        return starts;
    }
}
