using System.Net;
using Learning.Courses.Catalogue;
using Markdig.Syntax;

namespace Learning.Courses.Questions.Matching;

internal sealed class MatchingKind : PlacedRoles
{
    public override QuestionKind Kind => QuestionKind.Matching;

    public override string Word => "matching";

    public override IReadOnlyDictionary<string, string[]> Settings { get; } = Credit.MayBe(Credit.All);

    public override IReadOnlyList<QuestionOption> ReadList(ListBlock list, ProblemList problems) => MatchingSyntax.Read(list, problems);

    public override IEnumerable<string> WriteList(Question question, BankInk ink) => MatchingSyntax.Write(question, ink);

    public override IEnumerable<string> Check(Question question) => MatchingCheck.Problems(question);

    public override Fraction Mark(Question question, string response)
    {
        var lines = MatchingPairs.Lines(question).Count;
        var right = RightLines(question, response, lines);
        return Credit.Is(question, Credit.All) ? Credit.AllOrNothing(right == lines) : Fraction.Share(right, lines);
    }

    public override string Order(Question question, Func<int, IReadOnlyList<int>> shuffle) => IndexList.Join(shuffle(MatchingPairs.Answers(question).Count));

    public override bool AsksTheSame(Question first, Question second) => MatchingPairs.Pattern(first).SequenceEqual(MatchingPairs.Pattern(second));

    public override Outcome<Carried> Carry(Question from, Question to, string order, string response)
    {
        var lines = TextMap.Of(MatchingPairs.Lines(from).Select(o => o.Text), MatchingPairs.Lines(to).Select(o => o.Text));
        if (!lines.IsComplete)
        {
            return new Refusal("Carry.OptionsDiffer");
        }

        var answers = TextMap.Of(MatchingPairs.Answers(from), MatchingPairs.Answers(to));
        if (!MatchingPairs.Pattern(to).All(answers.Reaches))
        {
            return new Refusal("Carry.RightNotOnPaper");
        }

        return Moved(response, MatchingPairs.Lines(from).Count, lines, pick => answers[pick]) is { } moved
            ? new Carried(answers.Order(order), moved)
            : new Refusal("Carry.OptionGone");
    }

    /// <summary>The lines keep the author's order: what is shuffled is what they are matched with.</summary>
    protected override IReadOnlyList<int> Lines(Question question, string order) => [.. Enumerable.Range(0, MatchingPairs.Lines(question).Count)];

    protected override IReadOnlyList<int> Picks(Question question, string order) => IndexList.Parse(order);

    protected override string PickText(Question question, int pick) => MatchingPairs.Answers(question)[pick];

    protected override string LineText(Question question, int line) => WebUtility.HtmlEncode(MatchingPairs.Lines(question)[line].Text);

    protected override int Right(Question question, int line) => MatchingPairs.Pattern(question)[line];
}
