using System.Globalization;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;

namespace Learning.Web.Demo;

/// <summary>
/// What a demo member answers: the same at every seed. Some questions are harder than others, and what somebody does not know is
/// guessed or left out; never more than a third, so that everybody passes.
/// </summary>
internal static class DemoAnswers
{
    public static IReadOnlyDictionary<int, IReadOnlyList<string>> Of(IReadOnlyList<PaperSlot> paper, IReadOnlyDictionary<string, Question> bank, int lot)
    {
        var missed = paper.Where(s => IsMissed(bank[s.QuestionHash], lot)).Take(paper.Count / 3).Select(s => s.Slot).ToHashSet();
        return paper.ToDictionary(s => s.Slot, s =>
        {
            var right = KindRoles.Of(bank[s.QuestionHash].Kind).RightAnswer(bank[s.QuestionHash], s.OptionOrder);
            return missed.Contains(s.Slot) ? Missed(s, bank[s.QuestionHash], right, lot) : right;
        });
    }

    /// <summary>Hard questions are missed more often, and by some people more than by others.</summary>
    private static bool IsMissed(Question question, int lot) => Draw(question.Key, lot) % 100 < (3 + (Draw(question.Key, -1) % 22)) * (Draw("", lot) % 6) / 2;

    private static IReadOnlyList<string> Missed(PaperSlot slot, Question question, IReadOnlyList<string> right, int lot)
    {
        if (question.Kind is not (QuestionKind.Single or QuestionKind.TrueFalse))
        {
            return question.Kind == QuestionKind.Multiple ? [right[0]] : [];
        }

        var options = question.Options.Count;
        var wrong = (int.Parse(right[0], CultureInfo.InvariantCulture) + 1 + (Draw(question.Key, lot + slot.Slot) % (options - 1))) % options;
        return [wrong.ToString(CultureInfo.InvariantCulture)];
    }

    /// <summary>As good as chance and never another number.</summary>
    private static int Draw(string key, int lot)
    {
        var mixed = key.Aggregate(17, (sum, c) => unchecked((sum * 31) + c));
        return (int)(unchecked((uint)((mixed ^ (lot * 40503)) * -1640531527)) >> 8);
    }
}
