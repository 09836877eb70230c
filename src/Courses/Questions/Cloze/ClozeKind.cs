using Learning.Courses.Catalogue;
using Markdig.Syntax;

namespace Learning.Courses.Questions.Cloze;

internal sealed class ClozeKind : KindRoles
{
    public override QuestionKind Kind => QuestionKind.Cloze;

    public override string Word => "cloze";

    public override IReadOnlyDictionary<string, string[]> Settings { get; } = Credit.MayBe(Credit.All);

    public override IReadOnlyList<QuestionOption> ReadList(ListBlock list, ProblemList problems) => ClozeSyntax.Read(list, problems);

    public override IEnumerable<string> WriteList(Question question, BankInk ink) => ClozeSyntax.Write(question, ink);

    public override IEnumerable<string> Check(Question question) => ClozeCheck.Problems(question);

    public override Fraction Mark(Question question, string response) => ClozeMarker.Mark(question, response);

    public override string Order(Question question, Func<int, IReadOnlyList<int>> shuffle) => "";

    public override Outcome<Carried> Carry(Question from, Question to, string order, string response) => ClozeCarry.Run(from, to, response);

    public override Outcome<string> Read(Question question, string order, IReadOnlyList<string> posted) => ClozeResponse.Read(question, posted);

    public override IReadOnlyList<AnswerField> Open(Question question, string order, string response) => ClozeView.Open(question, response);

    public override IReadOnlyList<ReviewedField> Review(Question question, string order, string response) => ClozeView.Review(question, response);

    public override IReadOnlyList<string> RightAnswer(Question question, string order) => [.. ClozeBlank.Of(question).Select(b => b.RightAnswer)];

    public override bool AsksTheSame(Question first, Question second) =>
        ClozeBlank.Of(first).Select(b => b.Pattern).SequenceEqual(ClozeBlank.Of(second).Select(b => b.Pattern), StringComparer.Ordinal);
}
