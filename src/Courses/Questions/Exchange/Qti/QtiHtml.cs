using System.Net;
using System.Text;
using System.Xml.Linq;
using AngleSharp.Dom;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange.Qti;

/// <summary>HTML as XML and back. What an interaction stands for in the text is said by whoever reads the item.</summary>
internal static class QtiHtml
{
    private static readonly string[] Kept = ["href", "src", "alt", "start", "style"];

    public static IEnumerable<XNode> ToXml(string html) => PlainText.Body(html).ChildNodes.SelectMany(ToXml);

    /// <param name="replace">The HTML of an element that is none; null for one that is.</param>
    public static string ToHtml(XElement parent, Func<XElement, string?> replace)
    {
        var html = new StringBuilder();
        foreach (var node in parent.Nodes())
        {
            if (node is XText text)
            {
                html.Append(WebUtility.HtmlEncode(text.Value));
            }
            else if (node is XElement element)
            {
                html.Append(replace(element) ?? Element(element, replace));
            }
        }

        return html.ToString();
    }

    public static string ToHtml(XElement? parent) => parent is null ? "" : ToHtml(parent, _ => null).Trim();

    private static string Element(XElement element, Func<XElement, string?> replace)
    {
        var name = element.Name.LocalName;
        var attributes = string.Concat(element.Attributes().Where(a => Kept.Contains(a.Name.LocalName, StringComparer.Ordinal)).Select(a => $" {a.Name.LocalName}=\"{WebUtility.HtmlEncode(a.Value)}\""));
        return name is "br" or "img" or "hr" ? $"<{name}{attributes}>" : $"<{name}{attributes}>{ToHtml(element, replace)}</{name}>";
    }

    private static IEnumerable<XNode> ToXml(INode node) => node switch
    {
        IText text => [new XText(Characters.Only(text.Data))],
        IElement element => [new XElement(element.LocalName, Attributes(element), element.ChildNodes.SelectMany(ToXml))],
        _ => [],
    };

    private static IEnumerable<XAttribute> Attributes(IElement element) =>
        Kept.Where(k => k != "style" && element.HasAttribute(k)).Select(k => new XAttribute(k, Characters.Only(element.GetAttribute(k)!)));
}
