using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes.Revisions;

public enum RevisionEffect
{
    /// <summary>The answer is marked by the corrected question.</summary>
    Marked,

    /// <summary>By the corrected question the answer would be worth less, and the revision takes nothing away.</summary>
    KeptInFavour,

    /// <summary>Nobody can know what would have been answered to the corrected question.</summary>
    NotCarried,
}

/// <summary>What one revision did to one question of a paper.</summary>
/// <param name="Refusal">Why the answer could not be carried over.</param>
public sealed record SlotRevision(AppliedRevision By, RevisionEffect Effect, Refusal? Refusal = null);

/// <summary>One question of a paper as it marks today, with order and answer in its words.</summary>
/// <param name="Hash">Of the version that marks; see <see cref="QuestionVersion.Hash"/>.</param>
/// <param name="Found">What a person found in an answer that no machine can mark.</param>
/// <param name="IsWaiting">A person has yet to read it.</param>
/// <param name="IsVoid">Every answer counts as right, and none too.</param>
/// <param name="Revisions">Those that concerned it, in order.</param>
public sealed record RevisedSlot(
    int Slot, string Hash, Question Question, string Order, string Response, string? Found, bool IsWaiting, bool IsVoid, Fraction Points, int MaxPoints, IReadOnlyList<SlotRevision> Revisions);

/// <summary>
/// Marks a paper by the revisions that hold: the same steps on the corrected questions. Pure. It begins with what
/// <see cref="Marker"/> says of the questions as they were drawn; every mark that is given comes from here.
/// </summary>
public sealed record RevisedPaper(IReadOnlyList<RevisedSlot> Slots)
{
    public Mark Mark => new(
        Slots.Aggregate(Fraction.Zero, (sum, s) => sum + s.Points), Slots.Sum(s => s.MaxPoints), [.. Slots.Select(s => new SlotMark(s.Slot, s.Points, s.MaxPoints, s.IsWaiting))]);

    /// <summary>The revision that made the mark what it is; null where none did.</summary>
    public AppliedRevision? LastMarkedBy =>
        Slots.SelectMany(s => s.Revisions).Where(r => r.Effect == RevisionEffect.Marked).Select(r => r.By).MaxBy(r => (r.At, r.Revision.Id));

    /// <param name="drawnAt">What was drawn after a revision had led back to it is right again: earlier revisions do not concern it.</param>
    /// <param name="questions">As they stood on the paper, by hash.</param>
    /// <param name="found">By slot, what a person found in an answer that no machine can mark.</param>
    public static RevisedPaper Of(
        IEnumerable<PaperSlot> paper,
        DateTime drawnAt,
        IReadOnlyDictionary<string, Question> questions,
        IReadOnlyDictionary<int, string> responses,
        IReadOnlyDictionary<int, string> found,
        RevisionChain chain)
    {
        var slots = paper.OrderBy(s => s.Slot).ToList();
        var drawn = Marker.Mark(slots, questions, responses, found).Slots.Zip(slots, (mark, slot) =>
            new RevisedSlot(
                slot.Slot,
                slot.QuestionHash,
                questions[slot.QuestionHash],
                slot.OptionOrder,
                responses.GetValueOrDefault(slot.Slot, ""),
                found.GetValueOrDefault(slot.Slot),
                mark.IsWaiting,
                false,
                mark.Points,
                mark.MaxPoints,
                []));
        return new([.. drawn.Select(slot => Revise(slot, chain.Since(drawnAt, slot.Hash), chain.Questions))]);
    }

    /// <param name="questions">As they stood on the paper.</param>
    internal static RevisedPaper Of(Attempt attempt, PaperQuestions questions, IReadOnlyDictionary<int, string> found, RevisionChain chain) =>
        Of(attempt.Slots, attempt.RecordedAt, questions.ByHash, attempt.LastSteps().ToDictionary(s => s.Key, s => s.Value.Response), found, chain);

    private static RevisedSlot Revise(RevisedSlot drawn, IEnumerable<AppliedRevision> steps, IReadOnlyDictionary<string, Question> versions) => steps.Aggregate(
        drawn, (slot, step) => step.Revision.From == new MarkedBy(slot.Hash, slot.IsVoid) ? Apply(slot, step, versions) : slot);

    private static RevisedSlot Apply(RevisedSlot slot, AppliedRevision step, IReadOnlyDictionary<string, Question> versions)
    {
        var revision = step.Revision;
        var to = revision.ToHash == revision.FromHash ? slot.Question : versions[revision.ToHash];
        var carried = revision.ToHash == revision.FromHash ? new Carried(slot.Order, slot.Response) : CarryAnswer.Run(slot.Question, to, slot.Order, slot.Response);
        if (carried.Value is not { } answer)
        {
            return Said(new SlotRevision(step, RevisionEffect.NotCarried, carried.Refusal));
        }

        var kind = KindRoles.Of(to.Kind);
        var points = revision.ToVoid ? slot.MaxPoints : kind.Mark(to, answer.Response, slot.Found);
        return revision.Rule == RevisionRule.InFavour && points < slot.Points
            ? Said(new SlotRevision(step, RevisionEffect.KeptInFavour))
            : Said(new SlotRevision(step, RevisionEffect.Marked)) with
            {
                Hash = revision.ToHash,
                Question = to,
                Order = answer.Order,
                Response = answer.Response,
                IsWaiting = !revision.ToVoid && kind.IsMarkedByPerson && answer.Response.Length > 0 && slot.Found is null,
                IsVoid = revision.ToVoid,
                Points = points,
            };

        RevisedSlot Said(SlotRevision what) => slot with { Revisions = [.. slot.Revisions, what] };
    }
}
