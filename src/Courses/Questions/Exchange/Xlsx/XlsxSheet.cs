using System.Globalization;
using System.Xml.Linq;

namespace Learning.Courses.Questions.Exchange.Xlsx;

/// <summary>
/// The cells of a sheet, by row and column. Read here and not by MiniExcel, which makes up every row and column that a file
/// claims to have: a file of a few bytes can claim seventeen thousand million cells.
/// </summary>
internal sealed class XlsxSheet
{
    private const string Workbook = "xl/workbook.xml";

    private readonly SortedDictionary<int, Dictionary<string, string>> rows = [];
    private int last;

    /// <param name="Number">As the spreadsheet shows it.</param>
    /// <param name="Cells">By column letter.</param>
    public sealed record Row(int Number, IReadOnlyDictionary<string, string> Cells);

    public IEnumerable<Row> Rows => rows.Select(r => new Row(r.Key, r.Value));

    public static bool Is(ForeignZip zip) => zip.Files.ContainsKey(Workbook);

    /// <summary>The sheet of that name, else the first.</summary>
    public static Outcome<XlsxSheet> Open(ForeignZip zip, string name)
    {
        if (Xml(zip, Workbook).Value?.Root is not { } workbook || PathOf(zip, workbook, name) is not { } path)
        {
            return new Refusal("Exchange.NotThisFormat");
        }

        var shared = Xml(zip, "xl/sharedStrings.xml").Value?.Root?.Elements().Where(e => e.Name.LocalName == "si").Select(TextOf).ToList() ?? [];
        var content = Xml(zip, path);
        if (content.Value?.Root is not { } root)
        {
            return content.Refusal ?? new Refusal("Exchange.NotThisFormat");
        }

        var sheet = new XlsxSheet();
        foreach (var row in root.Elements().Where(e => e.Name.LocalName == "sheetData").Elements().Where(e => e.Name.LocalName == "row"))
        {
            sheet.Add(row, shared);
        }

        return sheet;
    }

    private void Add(XElement row, List<string> shared)
    {
        var number = int.TryParse(row.Attribute("r")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : last + 1;
        last = number;
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (cell, index) in row.Elements().Where(e => e.Name.LocalName == "c").Select((c, i) => (c, i)))
        {
            var column = cell.Attribute("r")?.Value.TrimEnd("0123456789".ToCharArray()) ?? (index < 26 ? XlsxWords.Letter(index) : "");
            if (TextOf(cell, shared) is { Length: > 0 } text)
            {
                cells[column] = text.Contains("_x", StringComparison.Ordinal) ? XlsxGuard.Decoded(text) : text;
            }
        }

        if (cells.Count > 0)
        {
            rows[number] = cells;
        }
    }

    private static string TextOf(XElement cell, List<string> shared)
    {
        var value = cell.Elements().FirstOrDefault(e => e.Name.LocalName == "v")?.Value ?? "";
        return cell.Attribute("t")?.Value switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index] : "",
            "inlineStr" => cell.Elements().Where(e => e.Name.LocalName == "is").Select(TextOf).FirstOrDefault() ?? "",
            "str" => value,
            "b" => value == "1" ? "TRUE" : "FALSE",
            "e" => "",
            _ => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("R", CultureInfo.InvariantCulture) : value,
        };
    }

    /// <summary>The runs of a rich text, without the readings that stand above the characters.</summary>
    private static string TextOf(XElement text) => string.Concat(
        text.Elements().SelectMany(e => e.Name.LocalName switch
        {
            "t" => [e.Value],
            "r" => e.Elements().Where(t => t.Name.LocalName == "t").Select(t => t.Value),
            _ => [],
        }));

    private static string? PathOf(ForeignZip zip, XElement workbook, string name)
    {
        var sheets = workbook.Descendants().Where(e => e.Name.LocalName == "sheet").ToList();
        var sheet = sheets.Find(s => s.Attribute("name")?.Value == name) ?? sheets.FirstOrDefault();
        var id = sheet?.Attributes().FirstOrDefault(a => a.Name.LocalName == "id" && a.Name.NamespaceName.Length > 0)?.Value;
        var target = Xml(zip, "xl/_rels/workbook.xml.rels").Value?.Root?.Elements().FirstOrDefault(r => r.Attribute("Id")?.Value == id)?.Attribute("Target")?.Value;
        return target is null ? null : target.StartsWith('/') ? target[1..] : "xl/" + target;
    }

    private static Outcome<XDocument> Xml(ForeignZip zip, string path) =>
        zip.Files.TryGetValue(path, out var bytes) && ForeignText.Decode(bytes).Value is { } text ? ForeignXml.Load(text.Text) : new Refusal("Exchange.NotThisFormat");
}
