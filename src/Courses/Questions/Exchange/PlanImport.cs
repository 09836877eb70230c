using Learning.Courses.Catalogue;
using Learning.Courses.Questions.Markup;
using Learning.Courses.Questions.Numeric;

namespace Learning.Courses.Questions.Exchange;

/// <summary>Lays the items of a file beside the questions of a bank and decides about each. For one file only: it gathers as it goes.</summary>
internal sealed class PlanImport(CourseBank bank, string? lesson)
{
    private readonly Dictionary<string, Place> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> changed = new(StringComparer.Ordinal);
    private readonly List<string> added = [];
    private readonly Dictionary<string, Question> known = bank.Questions.Questions.ToDictionary(q => q.Question.Key, q => q.Question, StringComparer.Ordinal);

    public IReadOnlyList<ImportRow> Rows(IEnumerable<ForeignItem> items) => [.. items.Select(Row)];

    /// <summary>The bank with what was decided. Questions that nobody changes keep every character their author gave them.</summary>
    public string Merged()
    {
        if (changed.Count + added.Count == 0)
        {
            return bank.Text;
        }

        var lines = bank.Text.Split('\n');
        var questions = bank.Questions.Questions;
        var sections = questions.Select((q, i) =>
        {
            var end = i + 1 < questions.Count ? questions[i + 1].Line - 1 : lines.Length;
            return changed.GetValueOrDefault(q.Question.Key) ?? string.Join('\n', lines[(q.Line - 1)..end]);
        });
        return string.Join("\n\n", sections.Concat(added).Select(s => s.TrimEnd('\n'))) + "\n";
    }

    private ImportRow Row(ForeignItem item)
    {
        if (item.Question is not { } question)
        {
            return Refused(item, item.Title, "", item.Refusal!);
        }

        var title = Titles.Of(question);
        var key = ImportKey.Of(item, question);
        if (seen.TryGetValue(key, out var first))
        {
            return Refused(item, title, key, new Refusal("Exchange.Repeated", key, first.ToString()));
        }

        seen[key] = item.At;
        if (QuestionTexts.Longest(question) > QuestionTexts.Most)
        {
            return Refused(item, title, key, new Refusal("Exchange.TextTooLong", QuestionTexts.Most));
        }

        var existing = known.GetValueOrDefault(key);
        return LessonOf(item, existing) is { } lessonKey
            ? Decide(item, title, question with { Key = key, LessonKey = lessonKey, Tags = TagsOf(question, existing) }, existing)
            : Refused(item, title, key, new Refusal("Exchange.NoLesson"));
    }

    private ImportRow Decide(ForeignItem item, string title, Question question, Question? existing)
    {
        var text = BankWriter.Write(Completed(item, question, existing), item.Losses);
        if (item.Losses.All.Any(l => l.Spoils))
        {
            return Refused(item, title, question.Key, [.. item.Losses.All.Where(l => l.Spoils).Select(l => new Refusal(l.Code, l.Args))]);
        }

        // The reader of banks has the last word on every question, as if its author had typed it.
        var problems = new ProblemList("");
        if (BankReader.Read(text, bank.Scope, problems) is not { Questions: [var read] } || problems.Count > 0)
        {
            return Refused(item, title, question.Key, [.. problems.ToList().Select(p => new Refusal(p.Code, [.. p.Args])).DistinctBy(r => r.Code)]);
        }

        if (existing?.Hash() == read.Hash && existing.Tags == read.Question.Tags)
        {
            return new ImportRow(item.At, title, question.Key, ImportState.Unchanged, [], item.Losses.All, []);
        }

        if (existing is null)
        {
            added.Add(text);
            return new ImportRow(item.At, title, question.Key, ImportState.Accepted, [], item.Losses.All, []);
        }

        changed[question.Key] = text;
        return new ImportRow(item.At, title, question.Key, ImportState.Changed, [], item.Losses.All, Differences.Between(existing, read.Question));
    }

    /// <summary>What the file does not say is taken from the bank, and where there is nothing the right answer is the explanation.</summary>
    private Question Completed(ForeignItem item, Question question, Question? existing)
    {
        if (existing is { Kind: QuestionKind.Numeric } && question.Kind == QuestionKind.Numeric && SameNumbers(existing, question))
        {
            question = question with { Options = existing.Options }; // 1,200 and 1200 are one number, written in the author's way
        }

        return question with
        {
            Explanation = question.Kind == QuestionKind.Passage ? "" : Explained(item, question, existing),
            Parts = [.. question.Parts.Select((p, i) => p with { Key = $"{i + 1}", LessonKey = question.LessonKey, Explanation = Explained(item, p, existing?.Parts.ElementAtOrDefault(i)) })],
        };
    }

    private string Explained(ForeignItem item, Question question, Question? existing)
    {
        if (BankMarkdown.Blocks(question.Explanation, new LossList()).Length > 0)
        {
            return question.Explanation;
        }

        if (existing?.Kind == question.Kind && existing.Explanation.Length > 0)
        {
            return existing.Explanation;
        }

        item.Losses.Add("Exchange.NoExplanation");
        return PlainText.ToHtml(RightAnswers.Sentence(question, bank.Scope.Language));
    }

    /// <summary>What the file does not say stays as it is here. Whether a question is retired is never said by a file.</summary>
    private static QuestionTags TagsOf(Question question, Question? existing) => new(
        question.Tags.Theme.Length > 0 ? question.Tags.Theme : existing?.Tags.Theme ?? "",
        question.Tags.Difficulty ?? existing?.Tags.Difficulty,
        existing?.Tags.IsRetired is true);

    private static bool SameNumbers(Question a, Question b) =>
        b.Options.All(o => NumericKey.Parse(o.Text) is not null) && KindRoles.Of(QuestionKind.Numeric).AsksTheSame(a, b);

    /// <summary>The lesson the file names by key or title, else the one the question has already, else the one that was asked for.</summary>
    private string? LessonOf(ForeignItem item, Question? existing)
    {
        foreach (var name in item.Lessons)
        {
            if (bank.Course.Lessons.FirstOrDefault(l => l.Key == $"{bank.Course.Key}/{name}" || l.In(bank.Scope.Language).Title == name) is { } named)
            {
                return named.Key;
            }
        }

        if (item.Lessons is [var category, ..])
        {
            item.Losses.Add("Exchange.Category", category);
        }

        return existing?.LessonKey ?? (lesson is null ? null : $"{bank.Course.Key}/{lesson}");
    }

    private static ImportRow Refused(ForeignItem item, string title, string key, params Refusal[] reasons) =>
        new(item.At, title, key, ImportState.Refused, reasons, [.. item.Losses.All.Where(l => !l.Spoils)], []);
}
