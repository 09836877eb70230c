using Learning.Courses.Catalogue;
using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes;

/// <summary>
/// Questions as a member would find them on a paper, for those who write them: to be looked at, answered and marked as often as
/// one likes. The same seed gives the same paper. Nothing is stored, and nobody has sat anything.
/// </summary>
public sealed class TrialPaper
{
    private readonly IReadOnlyList<PaperSlot> slots;
    private readonly Dictionary<string, Question> questions;

    private TrialPaper(QuestionBank bank, IReadOnlyList<PaperSlot> slots)
    {
        this.slots = slots;
        questions = bank.Questions.DistinctBy(q => q.Hash, StringComparer.Ordinal).ToDictionary(q => q.Hash, q => q.Question, StringComparer.Ordinal);
        Paper = new OpenPaper(
            Guid.Empty, bank.CourseKey, 1, bank.Language, default, false, false, 0, default, [.. slots.Select(s => Open(s, ""))]);
    }

    public OpenPaper Paper { get; }

    public int MaxPoints => slots.Sum(s => KindRoles.Of(Of(s).Kind).Points(Of(s)));

    public static TrialPaper Of(QuestionBank bank, QuizSettings rule, long seed) => new(bank, DrawPaper.Run(bank, rule, seed));

    /// <summary>One question, retired or not, with its options as this seed shuffles them.</summary>
    public static TrialPaper Of(Question question, string courseKey, string language, long seed)
    {
        ArgumentNullException.ThrowIfNull(question);
        var bank = new QuestionBank(courseKey, language, [BankQuestion.Of(question with { Tags = QuestionTags.None }, 1)]);
        return new TrialPaper(bank, DrawPaper.Run(bank, 1, seed));
    }

    /// <summary>A question with an answer in it, as the page has it after it was saved.</summary>
    public OpenQuestion Answered(int slot, string response) => Open(At(slot), response);

    /// <summary>What a browser posted, in the form in which answers are stored and marked.</summary>
    public Outcome<string> Read(int slot, IReadOnlyList<string> posted) => KindRoles.Of(Of(At(slot)).Kind).Read(Of(At(slot)), At(slot).OptionOrder, posted);

    /// <summary>The question as it is shown after a sitting; with no response, what is right.</summary>
    public ReviewedQuestion Review(int slot, string response = "") => Review(At(slot), Of(At(slot)), response);

    private static ReviewedQuestion Review(PaperSlot slot, Question question, string response)
    {
        var kind = KindRoles.Of(question.Kind);
        return new ReviewedQuestion(
            slot.Slot,
            question.Kind,
            question.Stem,
            kind.Review(question, slot.OptionOrder, response),
            response.Length > 0,
            kind.Mark(question, response),
            kind.Points(question),
            question.Explanation,
            question.LessonKey)
        {
            IsWaiting = kind.IsMarkedByPerson && response.Length > 0,
        };
    }

    private OpenQuestion Open(PaperSlot slot, string response) => OpenQuestion.Of(slot, Of(slot), response);

    private PaperSlot At(int slot) => slots.First(s => s.Slot == slot);

    private Question Of(PaperSlot slot) => questions[slot.QuestionHash];
}
