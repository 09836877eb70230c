using Learning.Courses.Catalogue;
using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes;

/// <summary>Draws a paper from a bank. Pure: the same bank, rule and seed give the same paper, now and in ten years.</summary>
public static class DrawPaper
{
    /// <summary>By turns, with everything shuffled: what a quiz has that says nothing but a number.</summary>
    public static IReadOnlyList<PaperSlot> Run(QuestionBank bank, int count, long seed) => Run(bank, new QuizSettings(count, 0, 0, 0), seed);

    /// <summary>A bank smaller than the rule asks for gives all it has; check-content has said so.</summary>
    public static IReadOnlyList<PaperSlot> Run(QuestionBank bank, QuizSettings rule, long seed)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(rule);
        var random = new SplitMix64(unchecked((ulong)seed));
        var drawn = rule.Blueprint is { } blueprint ? QuotaPools.Of(bank, blueprint).Draw(random) : ByTurns(bank, rule.Questions, random);

        // Shuffled once more, else the paper would show the turns; or put back in the order of the bank, which shows nothing either.
        var laid = rule.Shuffle.HasFlag(Shuffle.Questions) ? random.Shuffle(drawn)
            : rule.Blueprint is null ? drawn.OrderBy(q => q.Line)
            : drawn.AsEnumerable();
        return [.. laid.Select((question, index) => new PaperSlot(index + 1, question.Hash, OrderOf(question.Question, rule.Shuffle, random)))];
    }

    /// <summary>
    /// Lessons take turns, each giving one of its questions, until there are enough: no lesson has two more on the paper than
    /// another unless the other has no more to give.
    /// </summary>
    private static List<BankQuestion> ByTurns(QuestionBank bank, int count, SplitMix64 random)
    {
        var lessons = random.Shuffle(bank.Drawable.GroupBy(q => q.Question.LessonKey, StringComparer.Ordinal));
        var decks = lessons.Select(random.Shuffle).ToList();
        return
        [
            .. Enumerable.Range(0, decks.Select(d => d.Count).DefaultIfEmpty(0).Max())
                .SelectMany(turn => decks.Where(d => turn < d.Count).Select(d => d[turn]))
                .Take(count),
        ];
    }

    private static string OrderOf(Question question, Shuffle shuffle, SplitMix64 random) => KindRoles.Of(question.Kind).Order(
        question,
        count => shuffle.HasFlag(Shuffle.Options) || IsOrderTheKey(question) ? random.Shuffle(Enumerable.Range(0, count)) : [.. Enumerable.Range(0, count)]);

    /// <summary>A passage with such a part is shuffled whole.</summary>
    private static bool IsOrderTheKey(Question question) => KindRoles.Of(question.Kind).IsOrderTheKey || question.Parts.Any(IsOrderTheKey);
}
