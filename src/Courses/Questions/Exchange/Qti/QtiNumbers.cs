using System.Xml.Linq;

namespace Learning.Courses.Questions.Exchange.Qti;

/// <summary>Numbers with a tolerance are said in the rules of marking: "equal" with a tolerance, or a span between two comparisons.</summary>
internal sealed class QtiNumbers(XElement item)
{
    public Outcome<Question> Read(Question question, QtiResponse response)
    {
        var spans = item.Element("responseProcessing")?.Descendants().Where(e => e.Descendants("variable").Any(v => v.Attribute("identifier")?.Value == response.Identifier)).Select(Span).OfType<string>().ToList() ?? [];
        if (spans.Count == 0)
        {
            spans = [.. response.Correct.Concat(response.Map.Keys.Where(response.Best)).Distinct(StringComparer.Ordinal)];
        }

        return spans.Count == 0
            ? new Refusal("Exchange.NoKey")
            : question with { Kind = QuestionKind.Numeric, Options = [.. spans.Distinct(StringComparer.Ordinal).Select(s => new QuestionOption(s, true))], Settings = Weights.None };
    }

    public static XElement Write(string variant, string response)
    {
        var (isRange, one, other) = ShortAnswers.Ends(variant);
        return isRange
            ? new XElement("and", Compared("gte", one, response), Compared("lte", other, response))
            : new XElement("equal", new XAttribute("toleranceMode", "absolute"), new XAttribute("tolerance", $"{other} {other}"), Variable(response), Number(one));
    }

    private static XElement Compared(string name, string number, string response) => new(name, Variable(response), Number(number));

    private static XElement Variable(string response) => new("variable", new XAttribute("identifier", response));

    private static XElement Number(string number) => new("baseValue", new XAttribute("baseType", "float"), number);

    private static string? Span(XElement element)
    {
        if (element.Name.LocalName == "equal" && element.Element("baseValue")?.Value.Trim() is { } middle)
        {
            var by = element.Attribute("toleranceMode")?.Value == "absolute" ? element.Attribute("tolerance")?.Value.Split(' ')[0] ?? "0" : "0";
            return ShortAnswers.Around(middle, by);
        }

        return element.Name.LocalName == "and" && element.Element("gte")?.Element("baseValue")?.Value is { } from && element.Element("lte")?.Element("baseValue")?.Value is { } to
            ? $"{from.Trim()}..{to.Trim()}"
            : null;
    }
}
