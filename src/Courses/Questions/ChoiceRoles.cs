using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Markdig.Syntax;

namespace Learning.Courses.Questions;

/// <summary>What the kinds have in common whose answer is a tick: they are written, shuffled, shown and posted alike.</summary>
public abstract class ChoiceRoles : KindRoles
{
    protected abstract FieldShape Shape { get; }

    /// <summary>How many ticks a page can send.</summary>
    protected abstract int Most(Question question);

    public override IReadOnlyList<QuestionOption> ReadList(ListBlock list, ProblemList problems) =>
        [.. TickedList.Read(list, problems).Select(i => new QuestionOption(i.Html, i.Ticked))];

    public override IEnumerable<string> WriteList(Question question, BankInk ink) => question.Options.Select(o => ink.Ticked(ink.Html(o.Text), o.Right));

    public override Outcome<string> Read(Question question, string order, IReadOnlyList<string> posted) =>
        PostedChoices.Read(IndexList.Parse(order), posted, Most(question));

    public override IReadOnlyList<AnswerField> Open(Question question, string order, string response)
    {
        var chosen = IndexList.Parse(response);
        var choices = IndexList.Parse(order).Select((index, position) => new FieldChoice(position, question.Options[index].Text, chosen.Contains(index)));
        return [new AnswerField(Shape, "", [.. choices], "")];
    }

    public override IReadOnlyList<ReviewedField> Review(Question question, string order, string response)
    {
        var chosen = IndexList.Parse(response);
        var choices = IndexList.Parse(order).Select(i => new ReviewedChoice(question.Options[i].Text, question.Options[i].Right, chosen.Contains(i)));
        return [new ReviewedField("", [.. choices], "", [], IsRight(question, response))];
    }

    public override IReadOnlyList<string> RightAnswer(Question question, string order) =>
        PostedChoices.Positions(order, index => question.Options[index].Right);
}
