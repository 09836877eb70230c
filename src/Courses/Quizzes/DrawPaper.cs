using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes;

/// <summary>Draws a paper from a bank. Pure: the same bank, count and seed give the same paper, now and in ten years.</summary>
public static class DrawPaper
{
    /// <summary>
    /// Lessons take turns, each giving one of its questions, until there are enough: no lesson has two more on the paper than
    /// another unless the other has no more to give. A bank smaller than the count gives all it has; check-content has said so.
    /// </summary>
    public static IReadOnlyList<PaperSlot> Run(QuestionBank bank, int count, long seed)
    {
        var random = new SplitMix64(unchecked((ulong)seed));
        var lessons = random.Shuffle(bank.Questions.GroupBy(q => q.Question.LessonKey, StringComparer.Ordinal));
        var decks = lessons.Select(random.Shuffle).ToList();
        var drawn = Enumerable.Range(0, decks.Select(d => d.Count).DefaultIfEmpty(0).Max())
            .SelectMany(turn => decks.Where(d => turn < d.Count).Select(d => d[turn]))
            .Take(count);

        // Shuffled once more, else the paper would show the turns.
        return [.. random.Shuffle(drawn).Select((question, index) => new PaperSlot(index + 1, question.Hash, OrderOf(question.Question, random)))];
    }

    private static string OrderOf(Question question, SplitMix64 random) =>
        KindRoles.Of(question.Kind).Order(question, count => random.Shuffle(Enumerable.Range(0, count)));
}
