using System.Globalization;
using Learning.Courses.Catalogue;
using Markdig.Syntax;

namespace Learning.Courses.Questions.Ordering;

internal sealed class OrderingKind : PlacedRoles
{
    public override QuestionKind Kind => QuestionKind.Ordering;

    public override string Word => "ordering";

    public override IReadOnlyDictionary<string, string[]> Settings { get; } = Credit.MayBe(Credit.Partial);

    public override IReadOnlyList<QuestionOption> ReadList(ListBlock list, ProblemList problems) => OrderingSyntax.Read(list, problems);

    public override IEnumerable<string> WriteList(Question question, BankInk ink) => OrderingSyntax.Write(question, ink);

    public override IEnumerable<string> Check(Question question) => OrderingCheck.Problems(question);

    public override Fraction Mark(Question question, string response)
    {
        var right = RightLines(question, response, question.Options.Count);
        return Credit.Is(question, Credit.Partial)
            ? Fraction.Share(right, question.Options.Count)
            : Credit.AllOrNothing(right == question.Options.Count);
    }

    public override Outcome<Carried> Carry(Question from, Question to, string order, string response)
    {
        var lines = TextMap.Of(from.Options.Select(o => o.Text), to.Options.Select(o => o.Text));
        return lines.IsComplete
            ? new Carried(lines.Order(order), Moved(response, from.Options.Count, lines, pick => pick)!)
            : new Refusal("Carry.OptionsDiffer");
    }

    protected override IReadOnlyList<int> Lines(Question question, string order) => IndexList.Parse(order);

    protected override IReadOnlyList<int> Picks(Question question, string order) => [.. Enumerable.Range(0, question.Options.Count)];

    protected override string PickText(Question question, int pick) => (pick + 1).ToString(CultureInfo.InvariantCulture);

    protected override string LineText(Question question, int line) => question.Options[line].Text;

    /// <summary>The author has written them in the right order.</summary>
    protected override int Right(Question question, int line) => line;
}
