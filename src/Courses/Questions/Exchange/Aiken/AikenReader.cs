using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange.Aiken;

/// <summary>Reads questions that are a line of text, lines with letters, and a line that says which of them is right. For one file only.</summary>
internal sealed class AikenReader(ForeignFormat.Words words)
{
    private readonly List<ForeignItem> items = [];
    private readonly List<string> stem = [];
    private readonly List<(char Letter, string Text)> options = [];
    private int line;

    public IReadOnlyList<ForeignItem> Read(string text)
    {
        var number = 0;
        foreach (var written in Characters.Only(text).Split('\n'))
        {
            number++;
            if (AikenLines.IsAnswer(written, out var letters))
            {
                Close(letters);
            }
            else if (stem.Count > 0 && AikenLines.IsOption(written, out var letter, out var option))
            {
                options.Add((letter, option));
            }
            else if (!string.IsNullOrWhiteSpace(written))
            {
                AddToStem(written, number);
            }
        }

        Close("");
        return items;
    }

    private void AddToStem(string written, int number)
    {
        if (options.Count > 0)
        {
            Close(""); // the line with the answer is missing, and this is the next question
        }

        line = stem.Count == 0 ? number : line;
        stem.Add(written.Trim());
    }

    private void Close(string letters)
    {
        if (stem.Count > 0)
        {
            items.Add(Item(letters));
        }

        stem.Clear();
        options.Clear();
    }

    private ForeignItem Item(string letters)
    {
        var title = Titles.Short(string.Join(' ', stem));
        var right = letters.Where(char.IsAsciiLetter).Distinct().ToList();
        if (options.Count == 0 || right.Count == 0)
        {
            return new ForeignItem(new Place("", line)) { Title = title, Refusal = new Refusal(options.Count == 0 ? "Exchange.NoAnswer" : "Exchange.NoKey") };
        }

        if (right.Find(r => options.TrueForAll(o => o.Letter != r)) is not '\0' and var unknown)
        {
            return new ForeignItem(new Place("", line)) { Title = title, Refusal = new Refusal("Exchange.NoSuchOption", $"{unknown}") };
        }

        return new ForeignItem(new Place("", line)) { Title = title, Question = Question(right) };
    }

    private Question Question(List<char> right)
    {
        var isTrueFalse = options.Select(o => o.Text).SequenceEqual(words.TrueFalseOptions(true).Select(o => o.Text));
        return new Question(
            "",
            isTrueFalse ? QuestionKind.TrueFalse : right.Count > 1 ? QuestionKind.Multiple : QuestionKind.Single,
            "",
            PlainText.ToHtml(string.Join('\n', stem)),
            [.. options.Select(o => new QuestionOption(isTrueFalse ? o.Text : PlainText.ToHtml(o.Text), right.Contains(o.Letter)))],
            "");
    }
}
