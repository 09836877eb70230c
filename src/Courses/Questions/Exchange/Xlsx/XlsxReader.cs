using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange.Xlsx;

/// <summary>Reads one row of the sheet as one question. Cells are plain text.</summary>
/// <param name="columns">Heads by column letter.</param>
internal sealed class XlsxReader(IReadOnlyDictionary<string, string> columns, ForeignFormat.Words words)
{
    public ForeignItem Read(XlsxSheet.Row row)
    {
        var cells = row.Cells.Where(c => columns.ContainsKey(c.Key)).GroupBy(c => columns[c.Key], StringComparer.Ordinal).ToDictionary(g => g.Key, g => Text(g.First().Value), StringComparer.Ordinal);
        string Cell(string head) => cells.GetValueOrDefault(head, "");
        var outcome = Question(Cell, [.. Enumerable.Range(0, KindRoles.MaxOptions).Select(i => Cell(XlsxWords.Option + XlsxWords.Letter(i)))]);
        return new ForeignItem(new Place("", row.Number))
        {
            Names = [Cell(XlsxWords.Key)],
            Lessons = Cell(XlsxWords.Lesson) is { Length: > 0 } lesson ? [lesson] : [],
            Title = Titles.Short(Cell(XlsxWords.Stem)),
            Question = outcome.Value,
            Refusal = outcome.Refusal,
        };
    }

    private Outcome<Question> Question(Func<string, string> cell, IReadOnlyList<string> options)
    {
        var word = cell(XlsxWords.Kind);
        if (XlsxWords.KindOf(word) is not { } kind)
        {
            return new Refusal("Exchange.UnknownType", word);
        }

        var credit = CreditOf(kind, cell(XlsxWords.Credit));
        var list = Options(kind, options, cell(XlsxWords.Answer).Trim());
        var tags = TagsOf(cell(XlsxWords.Difficulty).Trim(), cell(XlsxWords.Theme).Trim());
        if (credit.Refusal is { } badCredit)
        {
            return badCredit;
        }

        if (tags.Refusal is { } badTag)
        {
            return badTag;
        }

        return list.Value is { } read
            ? new Question("", kind, "", PlainText.ToHtml(cell(XlsxWords.Stem)), read.Options, PlainText.ToHtml(cell(XlsxWords.Explanation))) { Settings = credit.Value!, Tags = tags.Value! }
            : list.Refusal!;
    }

    private sealed record OptionList(IReadOnlyList<QuestionOption> Options);

    private Outcome<OptionList> Options(QuestionKind kind, IReadOnlyList<string> options, string answer) => kind switch
    {
        QuestionKind.TrueFalse => TrueFalse(answer),
        QuestionKind.FillIn or QuestionKind.Numeric => new OptionList([.. options.Prepend(answer).Where(t => t.Length > 0).Select(t => new QuestionOption(t, true))]),
        QuestionKind.Matching => Pairs(options),
        QuestionKind.Ordering => Steps(options, answer),
        QuestionKind.ShortAnswer => Guide(options.Prepend(answer)),
        _ => Choices(options, answer),
    };

    private Outcome<OptionList> TrueFalse(string answer)
    {
        var right = XlsxWords.Yes.Contains(answer, StringComparer.OrdinalIgnoreCase);
        return right || XlsxWords.No.Contains(answer, StringComparer.OrdinalIgnoreCase)
            ? new OptionList(words.TrueFalseOptions(right))
            : NoKey(answer);
    }

    private static Outcome<OptionList> Choices(IReadOnlyList<string> options, string answer)
    {
        var letters = Letters(answer);
        var unknown = letters.FirstOrDefault(l => l >= options.Count || options[l].Length == 0, -1);
        return letters.Count == 0 || unknown >= 0
            ? NoKey(answer)
            : new OptionList([.. options.Select((text, i) => (text, i)).Where(o => o.text.Length > 0).Select(o => new QuestionOption(PlainText.ToHtml(o.text), letters.Contains(o.i)))]);
    }

    /// <summary>What the answer should say: the model answer, if there is one, and a line for every option.</summary>
    private static Outcome<OptionList> Guide(IEnumerable<string> lines) => lines.Where(l => l.Length > 0).ToList() is { Count: > 0 } filled
        ? new OptionList([.. filled.Select(l => new QuestionOption(PlainText.ToHtml(l), true))])
        : new Refusal("Exchange.Essay");

    /// <summary>As written, or in the order of the letters in the answer.</summary>
    private static Outcome<OptionList> Steps(IReadOnlyList<string> options, string answer)
    {
        var filled = Enumerable.Range(0, options.Count).Where(i => options[i].Length > 0).ToList();
        var order = answer.Length == 0 ? filled : Letters(answer);
        return order.Order().SequenceEqual(filled) ? new OptionList([.. order.Select(i => new QuestionOption(PlainText.ToHtml(options[i]), true))]) : NoKey(answer);
    }

    private static Outcome<OptionList> Pairs(IReadOnlyList<string> options)
    {
        var pairs = new List<QuestionOption>();
        foreach (var option in options.Where(o => o.Length > 0))
        {
            if (option.Split(XlsxWords.Arrow) is not [var left, var right])
            {
                return new Refusal("Exchange.BadPair", option);
            }

            pairs.Add(new QuestionOption(left.Trim(), true) { Match = right.Trim() });
        }

        return new OptionList(pairs);
    }

    /// <summary>"ACD", "A,C" and "A、C", in either width and case.</summary>
    private static List<int> Letters(string answer) =>
        [.. answer.Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c is not (',' or '、' or ';' or '.')).Select(c => c is >= 'A' and <= 'Z' ? c - 'A' : int.MaxValue).Distinct()];

    private static Outcome<IReadOnlyDictionary<string, string>> Known(IReadOnlyDictionary<string, string> settings) => new(settings, null);

    private static Outcome<IReadOnlyDictionary<string, string>> CreditOf(QuestionKind kind, string cell)
    {
        var own = KindRoles.Of(kind).Settings.GetValueOrDefault(Credit.Setting)?[0];
        var usual = own == Credit.Partial ? XlsxWords.All : XlsxWords.Partial;
        if (cell.Length == 0 || (own is not null && cell == usual))
        {
            return Known(Weights.None);
        }

        return own is not null && cell is (XlsxWords.Partial or XlsxWords.All)
            ? Known(new Dictionary<string, string>(StringComparer.Ordinal) { [Credit.Setting] = own! })
            : new(null, new Refusal("Exchange.BadCredit", cell));
    }

    private static Outcome<QuestionTags> TagsOf(string difficulty, string theme)
    {
        if (difficulty.Length > 0 && XlsxWords.DifficultyOf(difficulty) is null)
        {
            return new Refusal("Exchange.BadDifficulty", Titles.Short(difficulty));
        }

        return theme.Length > 0 && !QuestionTags.IsTheme(theme)
            ? new Refusal("Exchange.BadTheme", Titles.Short(theme))
            : new QuestionTags(theme, XlsxWords.DifficultyOf(difficulty), false);
    }

    private static Refusal NoKey(string answer) => answer.Length == 0 ? new Refusal("Exchange.NoKey") : new Refusal("Exchange.NoSuchOption", Titles.Short(answer));

    /// <summary>One text of the file may stand in all of its cells: what is too long is cut where it is refused.</summary>
    private static string Text(string cell) => PlainText.Clean(XlsxGuard.Off(cell.Length > QuestionTexts.Most ? cell[..(QuestionTexts.Most + 1)] : cell));
}
