using System.Text;
using System.Xml;
using System.Xml.Linq;
using Learning.Courses.Questions.Markup;

namespace Learning.Courses.Questions.Exchange;

/// <summary>XML from strangers: no document type, hence no entities of their own and nothing fetched; no endless nesting.</summary>
internal static class ForeignXml
{
    private const int Deepest = 120;

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 4L * ForeignFile.LargestBytes,
    };

    public static Outcome<XDocument> Load(string text)
    {
        try
        {
            using (var reader = XmlReader.Create(new StringReader(text), Safe))
            {
                while (reader.Read())
                {
                    if (reader.Depth > Deepest)
                    {
                        return new Refusal("Exchange.TooDeep");
                    }
                }
            }

            using var again = XmlReader.Create(new StringReader(text), Safe);
            return XDocument.Load(again, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
        }
        catch (XmlException e)
        {
            return text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? new Refusal("Exchange.XmlDoctype") : new Refusal("Exchange.BadXml", e.LineNumber);
        }
    }

    public static int LineOf(XObject node) => node is IXmlLineInfo line && line.HasLineInfo() ? line.LineNumber : 0;

    public static byte[] Write(XDocument document)
    {
        var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.None };
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            document.Save(writer);
        }

        return bytes.ToArray();
    }

    /// <summary>A text node; as characters where it holds markup, which people can then read.</summary>
    public static XText Text(string text)
    {
        var clean = Characters.Only(text);
        return clean.Contains('<', StringComparison.Ordinal) && !clean.Contains("]]>", StringComparison.Ordinal) ? new XCData(clean) : new XText(clean);
    }
}
