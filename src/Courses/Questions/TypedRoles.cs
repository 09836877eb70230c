using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Markdig.Syntax;

namespace Learning.Courses.Questions;

/// <summary>What the kinds have in common whose answer is typed into one line: the list holds what is accepted, and nothing is shuffled.</summary>
public abstract class TypedRoles : KindRoles
{
    public override bool IsShuffled => false;

    protected abstract FieldShape Shape { get; }

    /// <summary>What somebody types who knows it.</summary>
    protected abstract string Typical(QuestionOption variant);

    /// <summary>Variants are compared and not shown as they are: no markup.</summary>
    public override IReadOnlyList<QuestionOption> ReadList(ListBlock list, ProblemList problems) =>
        [.. TickedList.Read(list, problems).Select(i => new QuestionOption(i.Text, i.Ticked))];

    public override IEnumerable<string> WriteList(Question question, BankInk ink) => question.Options.Select(o => ink.Ticked(BankInk.Words(o.Text), o.Right));

    public override string Order(Question question, Func<int, IReadOnlyList<int>> shuffle) => "";

    public override Outcome<string> Read(Question question, string order, IReadOnlyList<string> posted) => PostedTexts.One(posted);

    public override IReadOnlyList<AnswerField> Open(Question question, string order, string response) => [AnswerField.TypedLine(Shape, "", response)];

    public override IReadOnlyList<ReviewedField> Review(Question question, string order, string response) =>
        [new ReviewedField("", [], response, [.. question.Options.Select(o => o.Text)], IsRight(question, response))];

    /// <summary>What was typed was typed.</summary>
    public override Outcome<Carried> Carry(Question from, Question to, string order, string response) => new Carried(order, response);

    public override IReadOnlyList<string> RightAnswer(Question question, string order) => [Typical(question.Options[0])];

    public override bool AsksTheSame(Question first, Question second) => true;
}
