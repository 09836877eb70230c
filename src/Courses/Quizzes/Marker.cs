using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes;

/// <summary>Marks a paper. Pure, so that the same answers to the same questions give the same points whenever they are asked.</summary>
public static class Marker
{
    /// <param name="questions">By <see cref="QuestionVersion.Hash"/>; every slot's question must be there.</param>
    /// <param name="responses">The last stored response of each slot; a slot without one was not answered.</param>
    /// <param name="found">By slot, what a person found in an answer that no machine can mark.</param>
    public static Mark Mark(
        IEnumerable<PaperSlot> paper,
        IReadOnlyDictionary<string, Question> questions,
        IReadOnlyDictionary<int, string> responses,
        IReadOnlyDictionary<int, string>? found = null)
    {
        var slots = paper.Select(slot =>
        {
            var question = questions[slot.QuestionHash];
            var kind = KindRoles.Of(question.Kind);
            var response = responses.GetValueOrDefault(slot.Slot, "");
            var read = found?.GetValueOrDefault(slot.Slot);
            return new SlotMark(slot.Slot, kind.Mark(question, response, read), kind.Points(question), kind.IsMarkedByPerson && response.Length > 0 && read is null);
        }).OrderBy(s => s.Slot).ToList();
        return new Mark(slots.Aggregate(Fraction.Zero, (sum, s) => sum + s.Points), slots.Sum(s => s.MaxPoints), slots);
    }
}

/// <summary>What a paper is worth. Points are exact fractions: nothing is rounded, so nothing can be rounded two ways.</summary>
public sealed record Mark(Fraction Points, int MaxPoints, IReadOnlyList<SlotMark> Slots)
{
    /// <summary>Answers that a person has yet to read. With one of them the mark is not the last word.</summary>
    public int Waiting => Slots.Count(s => s.IsWaiting);

    /// <summary>The one definition of a pass. A paper without questions is not passed by anybody.</summary>
    public bool IsPass(int passPercent) => MaxPoints > 0 && Points.Numerator * 100 >= passPercent * Points.Denominator * MaxPoints;
}

public sealed record SlotMark(int Slot, Fraction Points, int MaxPoints, bool IsWaiting = false)
{
    public bool IsRight => Points == MaxPoints;
}
