using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Learning.Courses.Catalogue.Reading;

/// <summary>
/// A drawing is shown as a picture, where scripts are dead, but it can also be opened by its address. So it may hold nothing
/// that runs and nothing that is fetched from elsewhere.
/// </summary>
internal static partial class SvgRules
{
    private const string Svg = "http://www.w3.org/2000/svg";

    private static readonly string[] Forbidden = ["script", "foreignObject", "image", "iframe", "handler", "animate", "set"];

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ContentFile.LargestBytes,
    };

    /// <summary>Width and height of a drawing without fault; null if anything was reported.</summary>
    public static (int Width, int Height)? Check(byte[] bytes, ProblemList problems)
    {
        var before = problems.Count;
        (int Width, int Height)? size = null;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), Settings);
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, Depth: 0 })
                {
                    size = SizeOf(reader);
                }

                CheckNode(reader, problems);
            }
        }
        catch (XmlException e)
        {
            problems.Add(Math.Max(1, e.LineNumber), "Content.SvgBroken", e.Message);
        }

        if (problems.Count == before && size is null)
        {
            problems.Add(1, "Content.SvgWithoutSize");
        }

        return problems.Count == before ? size : null;
    }

    private static void CheckNode(XmlReader reader, ProblemList problems)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                if (reader.NamespaceURI != Svg || Forbidden.Contains(reader.LocalName))
                {
                    Report(reader, "<" + reader.Name + ">", problems);
                }

                while (reader.MoveToNextAttribute())
                {
                    CheckAttribute(reader, problems);
                }

                reader.MoveToElement();
                break;
            case XmlNodeType.ProcessingInstruction:
                Report(reader, "<?" + reader.Name + "?>", problems);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA when Fetches().IsMatch(reader.Value):
                Report(reader, Fetches().Match(reader.Value).Value, problems);
                break;
            default:
                break;
        }
    }

    private static void CheckAttribute(XmlReader reader, ProblemList problems)
    {
        var runs = reader.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase);
        var leads = reader.LocalName.Equals("href", StringComparison.OrdinalIgnoreCase) && !reader.Value.StartsWith('#');
        if (runs || leads || Fetches().IsMatch(reader.Value))
        {
            Report(reader, reader.Name, problems);
        }
    }

    private static void Report(XmlReader reader, string what, ProblemList problems) =>
        problems.Add(reader is IXmlLineInfo at ? Math.Max(1, at.LineNumber) : 1, "Content.SvgUnsafe", what);

    private static (int Width, int Height)? SizeOf(XmlReader reader)
    {
        var (width, height) = (Number(reader.GetAttribute("width")), Number(reader.GetAttribute("height")));
        if (width is null || height is null)
        {
            var box = (reader.GetAttribute("viewBox") ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            (width, height) = box.Length == 4 ? (Number(box[2]), Number(box[3])) : (null, null);
        }

        return width is > 0 && height is > 0 ? ((int)width, (int)height) : null;
    }

    private static double? Number(string? text) =>
        double.TryParse(text?.Replace("px", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 10_000
            ? Math.Round(number)
            : null;

    /// <summary>url(...) of anything but a part of the same drawing, @import, javascript:. Written in the text of a style as well as in an attribute.</summary>
    [GeneratedRegex("""url\(\s*["']?\s*(?!["']?\s*#)|@import|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Fetches();
}
