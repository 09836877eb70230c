using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Learning.Courses.Questions.Cloze;
using Learning.Courses.Questions.Markup;
using Learning.Courses.Questions.Matching;

namespace Learning.Courses.Questions.Exchange.Qti;

/// <summary>One question as the interactions of an item, and what is right in them.</summary>
/// <param name="part">See <see cref="QtiItemWriter.Part"/>; empty for a whole item.</param>
internal sealed partial class QtiAsked(Question question, string part)
{
    public Question Question { get; } = question;

    public string Part { get; } = part;

    public string Response => "RESPONSE" + Part;

    public string ResponseOf(ClozeBlank blank) => string.Create(CultureInfo.InvariantCulture, $"{Response}{blank.Number}");

    public IEnumerable<XElement> Declarations() => Question.Kind switch
    {
        QuestionKind.Single => [Declaration(Response, "single", "identifier", Right())],
        QuestionKind.Multiple => [Declaration(Response, "multiple", "identifier", Right(), Credit.Is(Question, Credit.Partial) ? Shares() : [])],
        QuestionKind.TrueFalse => [Declaration(Response, "single", "identifier", [Question.Options[0].Right ? "true" : "false"])],
        QuestionKind.FillIn => [Typed(Response, Question.Options.Select(o => o.Text), 1)],
        QuestionKind.Numeric => [Declaration(Response, "single", "float", [ShortAnswers.Ends(Question.Options[0].Text).One])],
        QuestionKind.Matching => [Declaration(Response, "multiple", "directedPair", PairIds(), Credit.Is(Question, Credit.All) ? [] : PairIds().Select(p => (p, 1m / MatchingPairs.Lines(Question).Count)))],
        QuestionKind.Ordering => [Declaration(Response, "ordered", "identifier", Enumerable.Range(1, Question.Options.Count).Select(Choice))],
        QuestionKind.ShortAnswer => [new XElement("responseDeclaration", Name(Response), new XAttribute("cardinality", "single"), new XAttribute("baseType", "string"))],
        _ => ClozeBlank.Of(Question).Select(b => b.IsPicked
            ? Declaration(ResponseOf(b), "single", "identifier", Picked(b), Picked(b).Select(id => (id, Share())))
            : Typed(ResponseOf(b), b.Accepted, Share())),
    };

    private decimal Share() => 1m / ClozeBlank.Of(Question).Count;

    private static XElement Typed(string name, IEnumerable<string> variants, decimal worth) => Declaration(name, "single", "string", variants.Take(1), variants.Select(v => (v, worth)));

    private static XElement Declaration(string name, string cardinality, string type, IEnumerable<string> correct, IEnumerable<(string Key, decimal Worth)>? map = null)
    {
        var entries = (map ?? []).Select(m => new XElement("mapEntry", new XAttribute("mapKey", Characters.Only(m.Key)), new XAttribute("mappedValue", m.Worth.ToString("0.#######", CultureInfo.InvariantCulture)), type == "string" ? new XAttribute("caseSensitive", "false") : null)).ToList();
        return new XElement(
            "responseDeclaration",
            Name(name),
            new XAttribute("cardinality", cardinality),
            new XAttribute("baseType", type),
            new XElement("correctResponse", correct.Select(v => new XElement("value", Characters.Only(v)))),
            entries.Count > 0 ? new XElement("mapping", new XAttribute("lowerBound", "0"), new XAttribute("defaultValue", "0"), entries) : null);
    }

    public IEnumerable<object?> Body() => Question.Kind switch
    {
        QuestionKind.Single => [Choices("choiceInteraction", new XAttribute("maxChoices", "1"))],
        QuestionKind.Multiple => [Choices("choiceInteraction", new XAttribute("maxChoices", "0"))],
        QuestionKind.TrueFalse =>
        [
            new XElement("choiceInteraction", Asks(Response), new XAttribute("shuffle", "false"), new XAttribute("maxChoices", "1"), Prompt(), Simple("true", Question.Options[0].Text), Simple("false", Question.Options[1].Text)),
        ],
        QuestionKind.Ordering => [Choices("orderInteraction", null)],
        QuestionKind.Matching => [Pairs()],
        QuestionKind.Numeric => [new XElement("p", QtiHtml.ToXml(Question.Stem)), new XElement("p", Entry(Response))],
        QuestionKind.FillIn => [new XElement("p", WithBlanks(Question.Stem, [Entry(Response)]))],
        QuestionKind.ShortAnswer =>
        [
            new XElement("rubricBlock", new XAttribute("view", "scorer"), QtiHtml.ToXml(ForeignGuide.Write(Question))),
            new XElement("extendedTextInteraction", Asks(Response), Prompt()),
        ],
        _ => [new XElement("p", WithBlanks(Question.Stem, ClozeBlank.Of(Question).Select(Asked)))],
    };

    private XElement Choices(string name, XAttribute? most) => new(
        name, Asks(Response), new XAttribute("shuffle", "true"), most, Prompt(), Question.Options.Select((o, i) => Simple(Choice(i + 1), o.Text)));

    private XElement Pairs()
    {
        var answers = MatchingPairs.Answers(Question);
        return new XElement(
            "matchInteraction",
            Asks(Response),
            new XAttribute("shuffle", "true"),
            new XAttribute("maxAssociations", "0"),
            Prompt(),
            new XElement("simpleMatchSet", MatchingPairs.Lines(Question).Select((o, i) => Associable($"L{i + 1}", o.Text, "1"))),
            new XElement("simpleMatchSet", answers.Select((a, i) => Associable($"R{i + 1}", a, "0"))));
    }

    private static XElement Associable(string id, string text, string most) => new("simpleAssociableChoice", Name(id), new XAttribute("matchMax", most), new XText(Characters.Only(text)));

    private IEnumerable<string> PairIds() => MatchingPairs.Pattern(Question).Select((answer, line) => $"L{line + 1} R{answer + 1}");

    private XElement Asked(ClozeBlank blank) => blank.IsPicked
        ? new XElement("inlineChoiceInteraction", Asks(ResponseOf(blank)), new XAttribute("shuffle", "false"), blank.Lines.Select((l, i) => new XElement("inlineChoice", Name(Choice(i + 1)), new XText(Characters.Only(l.Text)))))
        : Entry(ResponseOf(blank));

    private static XElement Entry(string name) => new("textEntryInteraction", Asks(name), new XAttribute("expectedLength", "20"));

    /// <summary>The stem with an interaction in the place of every run of underscores.</summary>
    private static IEnumerable<XNode> WithBlanks(string stem, IEnumerable<XElement> blanks)
    {
        var queue = new Queue<XElement>(blanks);
        var body = new XElement("p", QtiHtml.ToXml(stem));
        foreach (var text in body.DescendantNodes().OfType<XText>().Where(t => Blank().IsMatch(t.Value)).ToList())
        {
            var parts = Blank().Split(text.Value);
            text.ReplaceWith(parts.SelectMany((part, i) => i == 0 || queue.Count == 0 ? (object[])[new XText(part)] : [queue.Dequeue(), new XText(part)]));
        }

        return body.Nodes();
    }

    private IEnumerable<string> Right() => Question.Options.Select((o, i) => (o.Right, Id: Choice(i + 1))).Where(o => o.Right).Select(o => o.Id);

    private static IEnumerable<string> Picked(ClozeBlank blank) => blank.Lines.Select((l, i) => (l.Right, Id: Choice(i + 1))).Where(l => l.Right).Select(l => l.Id);

    private IEnumerable<(string, decimal)> Shares() => Weights.Of(Question).Select((o, i) => (Choice(i + 1), o.Percent / 100));

    private XElement Prompt() => new("prompt", QtiHtml.ToXml(Question.Stem));

    private static XElement Simple(string id, string html) => new("simpleChoice", Name(id), QtiHtml.ToXml(html));

    private static string Choice(int number) => string.Create(CultureInfo.InvariantCulture, $"C{number}");

    private static XAttribute Name(string identifier) => new("identifier", identifier);

    private static XAttribute Asks(string response) => new("responseIdentifier", response);

    [GeneratedRegex("_{4,}")]
    private static partial Regex Blank();
}
