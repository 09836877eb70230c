using System.Data;
using System.Globalization;
using Learning.Courses.Plans;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Learning.Courses.Coverage;

/// <summary>
/// Words for one spreadsheet. The domain knows no resources, so whoever knows the reader's language brings this.
/// </summary>
/// <param name="Word">The text of a key, with its arguments filled in.</param>
/// <param name="Reason">Why a member is where they are, as a sentence.</param>
/// <param name="Reported">The same for a row of a frozen report.</param>
public sealed record ExportWords(
    CultureInfo Language, Func<string, object[], string> Word, Func<Standing, string> Reason, Func<ReportMember, string> Reported)
{
    public string this[string key] => Word(key, []);

    /// <summary>Where a number comes from, and whether the customer has confirmed it.</summary>
    public string Source(RuleReference rule)
    {
        var source = rule.Article is null ? rule.Source.In(Language.Name) : Word("Rule.Article", [rule.Source.In(Language.Name), rule.Article]);
        return rule.ToBeConfirmed ? Word("Rule.ToBeConfirmed", [source]) : source;
    }
}

/// <summary>
/// Writes the answer to a coverage question as .xlsx: the boxes, the names with their reasons, and what the figures rest on.
/// Asks with names for the whole subtree, so the sheet of names adds up to the sheet of boxes.
/// </summary>
public sealed class ExportCoverage(CoverageQuery coverage, SchoolCalendar calendar)
{
    /// <returns>The file, ready to be sent.</returns>
    public async Task<Outcome<MemoryStream>> RunAsync(CoverageQuestion question, ExportWords words, CancellationToken ct)
    {
        var outcome = await coverage.RunAsync(question with { WithNames = true, WithEvidence = true }, ct);
        return outcome.Refusal is { } refusal ? refusal : Write(outcome.Value!, words);
    }

    private MemoryStream Write(CoverageAnswer answer, ExportWords words) =>
        Workbook(BoxSheet(answer, words), NameSheet(answer, words), AboutSheet(answer, words));

    /// <summary>
    /// Written in memory and not by SaveAsAsync: MiniExcel 1.46 writes the drawing element inside the sheet data when it writes
    /// asynchronously, and Excel calls the file damaged.
    /// </summary>
    internal static MemoryStream Workbook(params DataTable[] tables)
    {
        using var sheets = new DataSet { Locale = CultureInfo.InvariantCulture };
        sheets.Tables.AddRange(tables);
        var file = new MemoryStream();
        var look = new OpenXmlConfiguration { EnableAutoWidth = true, FastMode = true, FreezeRowCount = 1 };
        file.SaveAs(sheets, configuration: look);
        file.Position = 0;
        return file;
    }

    private static DataTable BoxSheet(CoverageAnswer answer, ExportWords words)
    {
        var sheet = BoxHeads(words);
        foreach (var key in ClassHeads)
        {
            sheet.Columns.Add(words["Export.Class." + key], typeof(int));
        }

        foreach (var child in answer.Children)
        {
            sheet.Rows.Add([.. Row(child.Unit.Name, child.Counts), .. Row(child.Evidence!)]);
        }

        var sum = answer.Children.Count == 0 ? answer.Unit.Name : words.Word("Export.Sum", [answer.Unit.Name]);
        sheet.Rows.Add([.. Row(sum, answer.Total), .. Row(answer.Evidence!)]);
        return sheet;
    }

    internal static DataTable BoxHeads(ExportWords words)
    {
        var sheet = Sheet(words["Export.Boxes"], words["Export.Unit"]);
        var numbers = Boxes.All.Select(box => words["Box." + box])
            .Concat(((string[])["Required", "Excluded", "Total", "Overdue"]).Select(name => words["Export." + name]));
        foreach (var head in numbers)
        {
            sheet.Columns.Add(head, typeof(int));
        }

        sheet.Columns.Add(words["Export.Percent"], typeof(double));
        return sheet;
    }

    private static readonly string[] ClassHeads = ["Done.A", "Done.B", "Done.C", "Visited.B", "Visited.C"];

    private static object[] Row(EvidenceCounts evidence) =>
        [evidence.Done.A, evidence.Done.B, evidence.Done.C, evidence.Visited.B, evidence.Visited.C];

    internal static object[] Row(string unit, BoxCounts counts) =>
    [
        Harmless(unit),
        .. Boxes.All.Select(box => (object)counts[box]),
        counts.Required,
        counts.Excluded,
        counts.Total,
        counts.Overdue,
        counts.CompletedPermille is { } permille ? permille / 10d : DBNull.Value,
    ];

    private static DataTable NameSheet(CoverageAnswer answer, ExportWords words)
    {
        string[] heads = ["Branch", "Number", "Name", "Standing", "IsOverdue", "Reason"];
        var sheet = Sheet(words["Export.Names"], [.. heads.Select(head => words["Export." + head])]);
        var hours = answer.Names.Any(n => n.Standing.Hours is not null);
        if (hours)
        {
            sheet.Columns.Add(words["Export.HoursEarned"], typeof(double));
            sheet.Columns.Add(words["Export.HoursOwed"], typeof(double));
        }

        sheet.Columns.Add(words["Export.EvidenceClass"], typeof(string));
        sheet.Columns.Add(words["Export.Evidence"], typeof(string));
        foreach (var member in answer.Names)
        {
            var standing = member.Standing;
            List<object> row =
            [
                Harmless(member.Branch.Name), Harmless(member.Number), Harmless(member.Name), words["Box." + standing.Box],
                standing.IsOverdue ? words["Export.Yes"] : "", Harmless(words.Reason(standing)),
            ];
            if (hours)
            {
                row.AddRange([Hours(standing.Hours?.Quarters), Hours(standing.Threshold?.Quarters)]);
            }

            sheet.Rows.Add([.. row, standing.Class is { } rests ? words["EvidenceClass." + rests] : "", string.Join(' ', standing.Evidence)]);
        }

        return sheet;
    }

    /// <summary>What a reader needs to ask the same question again, and by which rules it was answered.</summary>
    private DataTable AboutSheet(CoverageAnswer answer, ExportWords words)
    {
        var sheet = Sheet(words["Export.About"], words["Export.What"], words["Export.Value"]);
        var title = words.Language.TwoLetterISOLanguageName == "zh" ? answer.Requirement.Title : answer.Requirement.TitleEn;
        void Line(string key, string value) => sheet.Rows.Add(words["Export." + key], Harmless(value));
        Line("Requirement", title);
        Line("Unit", string.Join(" / ", answer.Above.Select(u => u.Name).Append(answer.Unit.Name)));
        Line("Period", $"{answer.Requirement.From:yyyy-MM-dd} – {answer.Requirement.DueOn:yyyy-MM-dd}");
        Line("Day", answer.Question.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Line("KnownAt", calendar.ToLocal(answer.Question.KnownAt).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        Line("Rules", answer.Pack.Title.In(words.Language.Name));
        Line("RulesHash", answer.Pack.Hash);
        return sheet;
    }

    internal static DataTable Sheet(string name, params IEnumerable<string> heads)
    {
        var sheet = new DataTable(name) { Locale = CultureInfo.InvariantCulture };
        foreach (var head in heads)
        {
            sheet.Columns.Add(head, typeof(string));
        }

        return sheet;
    }

    private static object Hours(int? quarters) => quarters is { } q ? q / 4d : DBNull.Value;

    /// <summary>A text that a spreadsheet could take for a formula becomes plain text, also after a detour through CSV.</summary>
    internal static string Harmless(string text) =>
        text.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || text is ['\t' or '\r' or '\n', ..] ? "'" + text : text;
}
