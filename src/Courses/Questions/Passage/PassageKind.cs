using Learning.Courses.Catalogue;
using Markdig.Syntax;

namespace Learning.Courses.Questions.Passage;

/// <summary>A text and some questions about it, which stay together on every paper. Each part is a question of another kind.</summary>
internal sealed class PassageKind : KindRoles
{
    public override QuestionKind Kind => QuestionKind.Passage;

    public override string Word => "passage";

    public override IReadOnlyList<QuestionOption> ReadList(ListBlock list, ProblemList problems) => [];

    public override IEnumerable<string> WriteList(Question question, BankInk ink) => [];

    public override IEnumerable<string> Check(Question question) => PassageCheck.Problems(question);

    public override int Points(Question question) => question.Parts.Sum(p => Of(p.Kind).Points(p));

    public override Fraction Mark(Question question, string response) => PassageParts.Mark(question, response);

    public override string Order(Question question, Func<int, IReadOnlyList<int>> shuffle) => PassageParts.Order(question, shuffle);

    public override Outcome<string> Read(Question question, string order, IReadOnlyList<string> posted) => PassageResponse.Read(question, order, posted);

    public override Outcome<Carried> Carry(Question from, Question to, string order, string response) => PassageCarry.Run(from, to, order, response);

    public override IReadOnlyList<AnswerField> Open(Question question, string order, string response) => PassageView.Open(question, order, response);

    public override IReadOnlyList<ReviewedField> Review(Question question, string order, string response) => PassageView.Review(question, order, response);

    public override IReadOnlyList<string> RightAnswer(Question question, string order) => PassageResponse.RightAnswer(question, order);

    public override bool AsksTheSame(Question first, Question second) =>
        first.Parts.Count == second.Parts.Count
        && first.Parts.Zip(second.Parts).All(p => p.First.Kind == p.Second.Kind && Of(p.First.Kind).AsksTheSame(p.First, p.Second));
}
