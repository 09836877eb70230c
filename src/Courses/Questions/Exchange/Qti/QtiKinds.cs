using System.Xml.Linq;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange.Qti;

/// <summary>The interactions of QTI that there are here too.</summary>
internal sealed class QtiKinds(XElement item, ForeignFormat.Words words, LossList losses)
{
    private static readonly Dictionary<string, string> All = new(StringComparer.Ordinal) { [Credit.Setting] = Credit.All };

    public Outcome<Question> Of(Question question, List<XElement> interactions) => interactions.TrueForAll(QtiItemReader.IsBlank)
        ? Blanks(question, interactions)
        : interactions is [var one] ? One(question, one) : new Refusal("Exchange.Interactions");

    private Outcome<Question> One(Question question, XElement interaction)
    {
        var response = ResponseOf(interaction);
        return interaction.Name.LocalName switch
        {
            "choiceInteraction" => Choices(question, interaction, response),
            "orderInteraction" => Steps(question, interaction, response),
            "matchInteraction" => Pairs(question, interaction, response),
            "extendedTextInteraction" => ForeignGuide.Give(question, string.Concat(Rubric(item).Select(QtiHtml.ToHtml))),
            "uploadInteraction" or "drawingInteraction" => new Refusal("Exchange.Essay"),
            var name => new Refusal("Exchange.UnknownType", name),
        };
    }

    /// <summary>What the standard keeps for the person who marks.</summary>
    internal static IEnumerable<XElement> Rubric(XElement item) =>
        item.Descendants("rubricBlock").Where(r => r.Attribute("view")?.Value.Contains("scorer", StringComparison.Ordinal) is true);

    private Outcome<Question> Choices(Question question, XElement interaction, QtiResponse response)
    {
        var choices = interaction.Elements("simpleChoice").ToList();
        if (response.Correct.Count == 0 && response.Map.Count == 0)
        {
            return new Refusal("Exchange.NoKey");
        }

        if (choices.Select(Id).SequenceEqual(["true", "false"]))
        {
            return question with { Kind = QuestionKind.TrueFalse, Options = words.TrueFalseOptions(response.Correct.Contains("true")), Settings = Weights.None };
        }

        if (response.Cardinality == "single")
        {
            return Weights.Single(question, [.. choices.Select(c => new WeightedOption(Html(c), response.Correct.Contains(Id(c)) || (response.Correct.Count == 0 && response.Best(Id(c))) ? 100 : 0))], losses);
        }

        return UsesMap(response) && response.Map.Count > 0
            ? Weights.Multiple(question, [.. choices.Select(c => new WeightedOption(Html(c), response.PercentOf(Id(c))))], losses)
            : question with
            {
                Kind = QuestionKind.Multiple,
                Options = [.. choices.Select(c => new QuestionOption(Html(c), response.Correct.Contains(Id(c))))],
                Settings = Weights.None,
            };
    }

    private Outcome<Question> Steps(Question question, XElement interaction, QtiResponse response)
    {
        var steps = interaction.Elements("simpleChoice").ToDictionary(Id, Html, StringComparer.Ordinal);
        return response.Correct.Count == steps.Count && response.Correct.All(steps.ContainsKey)
            ? question with
            {
                Kind = QuestionKind.Ordering,
                Options = [.. response.Correct.Select(id => new QuestionOption(steps[id], true))],
                Settings = Credit.Is(question, Credit.Partial) ? question.Settings : Weights.None,
            }
            : new Refusal("Exchange.NoKey");
    }

    private Outcome<Question> Pairs(Question question, XElement interaction, QtiResponse response)
    {
        if (interaction.Elements("simpleMatchSet").ToList() is not [var left, var right])
        {
            return new Refusal("Exchange.NotThisFormat");
        }

        var answers = right.Elements().ToDictionary(Id, c => PlainText.Line(Html(c), losses), StringComparer.Ordinal);
        var pairs = response.Correct.Select(p => p.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(p => p.Length == 2).ToLookup(p => p[0], p => p[1], StringComparer.Ordinal);
        var options = new List<QuestionOption>();
        foreach (var line in left.Elements())
        {
            if (pairs[Id(line)].ToList() is not [var answer] || !answers.TryGetValue(answer, out var match))
            {
                return new Refusal("Exchange.NoKey");
            }

            options.Add(new QuestionOption(PlainText.Line(Html(line), losses), true) { Match = match });
        }

        if (UsesMap(response) && response.Map.Values.Where(v => v > 0).Distinct().Count() > 1)
        {
            losses.Add("Exchange.PartWeights");
        }

        var unused = answers.Values.Where(a => options.TrueForAll(o => o.Match != a)).ToList();
        return question with
        {
            Kind = QuestionKind.Matching,
            Options = [.. options, .. unused.Select(a => new QuestionOption("", true) { Match = a })],
            Settings = !Credit.Is(question, Credit.All) && UsesMap(response) ? Weights.None : All,
        };
    }

    private Outcome<Question> Blanks(Question question, List<XElement> interactions)
    {
        if (interactions is [{ Name.LocalName: "textEntryInteraction" } entry])
        {
            var response = ResponseOf(entry);
            return response.BaseType is "float" or "integer" ? new QtiNumbers(item).Read(question, response) : Variants(question, response);
        }

        var options = new List<QuestionOption>();
        foreach (var (interaction, number) in interactions.Select((x, i) => (x, i + 1)))
        {
            var response = ResponseOf(interaction);
            if (response.Correct.Count + response.Map.Count == 0)
            {
                return new Refusal("Exchange.NoKey");
            }

            var lines = interaction.Name.LocalName == "inlineChoiceInteraction"
                ? interaction.Elements("inlineChoice").Select(c => new QuestionOption(PlainText.Line(Html(c), losses), response.Correct.Contains(Id(c))))
                : Variants(question, response).Value!.Options;
            options.AddRange(lines.Select(o => o with { Group = number }));
        }

        return question with { Kind = QuestionKind.Cloze, Options = options, Settings = Credit.Is(question, Credit.All) ? question.Settings : Weights.None };
    }

    /// <summary>Everything that is worth as much as the best.</summary>
    private Outcome<Question> Variants(Question question, QtiResponse response)
    {
        var variants = response.Map.Where(m => response.Best(m.Key)).Select(m => m.Key).Concat(response.Correct).Distinct(StringComparer.Ordinal).ToList();
        foreach (var (text, _) in response.Map.Where(m => !variants.Contains(m.Key, StringComparer.Ordinal)))
        {
            losses.Add("Exchange.PartialAnswer", text);
        }

        return variants.Count == 0
            ? new Refusal("Exchange.NoKey")
            : ShortAnswers.WithBlank(question) with { Kind = QuestionKind.FillIn, Options = [.. variants.Select(v => new QuestionOption(PlainText.Clean(v).Replace('\n', ' '), true))], Settings = Weights.None };
    }

    private bool UsesMap(QtiResponse response) => item.Element("responseProcessing") is { } marking
        && (marking.Attribute("template")?.Value.Contains("map_response", StringComparison.Ordinal) is true
            || marking.Descendants("mapResponse").Any(m => m.Attribute("identifier")?.Value == response.Identifier));

    private QtiResponse ResponseOf(XElement interaction) => QtiResponse.Of(item, interaction.Attribute("responseIdentifier")?.Value ?? "");

    private static string Id(XElement element) => element.Attribute("identifier")?.Value ?? "";

    private static string Html(XElement choice) => QtiHtml.ToHtml(choice, e => e.Name.LocalName is "feedbackInline" or "feedbackBlock" ? "" : null).Trim();
}
