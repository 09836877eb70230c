using System.Globalization;
using System.Xml.Linq;

namespace Learning.Courses.Questions.Exchange.Qti;

/// <summary>What a response declaration says is right, and what it maps to points.</summary>
/// <param name="Other">Points for what the map does not name.</param>
internal sealed record QtiResponse(string Identifier, string Cardinality, string BaseType, IReadOnlyList<string> Correct, IReadOnlyDictionary<string, decimal> Map, decimal Other)
{
    private const decimal Most = 1_000_000;

    public static QtiResponse Of(XElement item, string identifier)
    {
        var declaration = item.Elements("responseDeclaration").FirstOrDefault(d => d.Attribute("identifier")?.Value == identifier);
        var map = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var entry in declaration?.Element("mapping")?.Elements("mapEntry") ?? [])
        {
            map[entry.Attribute("mapKey")?.Value ?? ""] = Points(entry.Attribute("mappedValue")?.Value);
        }

        return new QtiResponse(
            identifier,
            declaration?.Attribute("cardinality")?.Value ?? "single",
            declaration?.Attribute("baseType")?.Value ?? "identifier",
            [.. declaration?.Element("correctResponse")?.Elements("value").Select(v => v.Value.Trim()) ?? []],
            map,
            Points(declaration?.Element("mapping")?.Attribute("defaultValue")?.Value));
    }

    /// <summary>Of all the points that right choices earn together.</summary>
    public decimal PercentOf(string choice)
    {
        var all = Map.Values.Where(v => v > 0).Sum();
        return all == 0 ? 0 : Math.Round(100 * Map.GetValueOrDefault(choice, Other) / all, 5);
    }

    private static decimal Points(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var points) ? Math.Clamp(points, -Most, Most) : 0;

    public bool Best(string key) => Map.TryGetValue(key, out var worth) && worth > 0 && worth == Map.Values.Max();
}
