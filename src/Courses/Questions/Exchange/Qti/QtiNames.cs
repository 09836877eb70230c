using System.Text;
using System.Xml.Linq;

namespace Learning.Courses.Questions.Exchange.Qti;

/// <summary>
/// QTI 3.0 says what QTI 2 says in other spellings: qti-choice-interaction for choiceInteraction, max-choices for maxChoices.
/// Items are read and written in the older one.
/// </summary>
internal static class QtiNames
{
    private const string Prefix = "qti-";

    /// <summary>HTML keeps its names in both.</summary>
    private static readonly HashSet<string> Html = new(StringComparer.Ordinal)
    {
        "p", "br", "strong", "em", "b", "i", "u", "code", "a", "ul", "ol", "li", "blockquote", "img", "span", "div", "sub", "sup", "table", "tr", "td", "th", "tbody", "thead",
        "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "audio", "video", "object", "math", "svg", "figure", "figcaption", "small", "q", "cite", "ruby", "rt", "rp", "dl", "dt", "dd", "label",
    };

    /// <summary>The item without namespaces, in the names of QTI 2.</summary>
    public static XElement ToTwo(XElement element) => new(
        Two(element.Name.LocalName),
        element.Attributes().Where(a => !a.IsNamespaceDeclaration).GroupBy(a => Camel(a.Name.LocalName), StringComparer.Ordinal).Select(g => new XAttribute(g.Key, g.First().Value)),
        element.Nodes().Select(n => n is XElement child ? ToTwo(child) : n));

    /// <summary>The way back, in the namespace of QTI 3.</summary>
    public static XElement ToThree(XElement element, XNamespace ns)
    {
        var isHtml = Html.Contains(element.Name.LocalName);
        return new XElement(
            ns + (isHtml ? element.Name.LocalName : Prefix + Kebab(element.Name.LocalName)),
            element.Attributes().Select(a => new XAttribute(isHtml ? a.Name : Kebab(a.Name.LocalName), a.Value)),
            element.Nodes().Select(n => n is XElement child ? ToThree(child, ns) : n));
    }

    public static XElement InNamespace(XElement element, XNamespace ns) => new(
        ns + element.Name.LocalName,
        element.Attributes(),
        element.Nodes().Select(n => n is XElement child ? InNamespace(child, ns) : n));

    private static string Two(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? Camel(name[Prefix.Length..]) : name;

    private static string Camel(string name)
    {
        var parts = name.Split('-');
        return parts[0] + string.Concat(parts.Skip(1).Select(p => p.Length == 0 ? "" : char.ToUpperInvariant(p[0]) + p[1..]));
    }

    private static string Kebab(string name)
    {
        var kebab = new StringBuilder();
        foreach (var c in name)
        {
            kebab.Append(char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}");
        }

        return kebab.ToString();
    }
}
