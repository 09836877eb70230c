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

    /// <summary>
    /// Of one choice, what was picked and what is right must be on both papers. Of several, every option must: what was left
    /// unticked was answered too.
    /// </summary>
    public override Outcome<Carried> Carry(Question from, Question to, string order, string response)
    {
        var map = TextMap.Of(from.Options.Select(o => o.Text), to.Options.Select(o => o.Text));
        if (Most(to) > 1 && !map.IsComplete)
        {
            return new Refusal("Carry.OptionsDiffer");
        }

        if (to.Options.Select((option, index) => (option, index)).Any(o => o.option.Right && !map.Reaches(o.index)))
        {
            return new Refusal("Carry.RightNotOnPaper");
        }

        var picks = IndexList.Parse(response).Select(i => map[i]).ToList();
        return picks.Contains(null) ? new Refusal("Carry.OptionGone") : new Carried(map.Order(order), IndexList.Join(picks.OfType<int>().Order()));
    }

    public override IReadOnlyList<string> RightAnswer(Question question, string order) =>
        PostedChoices.Positions(order, index => question.Options[index].Right);
}
