using System.Data;
using System.Globalization;

namespace Learning.Courses.Coverage.Statistics;

/// <summary>Writes the yearly statistics sheet as .xlsx: the numbers of every unit, the attendances and the branches behind them, and the rules.</summary>
public sealed class ExportStatistics(FillStatistics fill, StatisticsList list, SchoolCalendar calendar)
{
    /// <returns>The file, ready to be sent.</returns>
    public async Task<Outcome<MemoryStream>> RunAsync(StatisticsQuestion question, ExportWords words, CancellationToken ct)
    {
        var outcome = await fill.RunAsync(question, ct);
        if (outcome.Value is not { } sheet)
        {
            return outcome.Refusal!;
        }

        var lines = await list.RunAsync(sheet, sheet.Lines, ct);
        return ExportCoverage.Workbook(NumberSheet(sheet, words), LineSheet(sheet, lines, words), BranchSheet(sheet, words), AboutSheet(sheet, words));
    }

    /// <summary>Attendances and persons in columns of their own, each saying which it is.</summary>
    private static DataTable NumberSheet(StatisticsSheet sheet, ExportWords words)
    {
        var table = ExportCoverage.Sheet(words["Statistics.Numbers"], words["Export.Unit"]);
        foreach (var title in sheet.Rules.Rows.Select(row => row.Title.In(words.Language.Name)))
        {
            table.Columns.Add(words.Word("Statistics.TimesOf", [title]), typeof(int));
            table.Columns.Add(words.Word("Statistics.PersonsOf", [title]), typeof(int));
        }

        foreach (var title in sheet.Rules.Standards.Select(standard => standard.Title.In(words.Language.Name)))
        {
            table.Columns.Add(title, typeof(int));
            table.Columns.Add(words.Word("Statistics.AskedOf", [title]), typeof(int));
        }

        foreach (var child in sheet.Children)
        {
            table.Rows.Add(Numbers(child.Unit.Name, child));
        }

        table.Rows.Add(Numbers(sheet.Children.Count == 0 ? sheet.Unit.Name : words.Word("Export.Sum", [sheet.Unit.Name]), sheet.Total));
        return table;
    }

    private static object[] Numbers(string name, StatisticsUnit unit) =>
    [
        ExportCoverage.Harmless(name),
        .. unit.Rows.SelectMany(row => new object[] { row.Times, row.Persons }),
        .. unit.Standards.SelectMany(standard => new object[] { standard.Reached, standard.Asked }),
    ];

    private static DataTable LineSheet(StatisticsSheet sheet, IReadOnlyList<NamedAttendance> lines, ExportWords words)
    {
        string[] heads = ["Export.Branch", "Export.Number", "Export.Name", "Statistics.On", "Statistics.Kind", "Statistics.What"];
        var table = ExportCoverage.Sheet(words["Statistics.Attendances"], [.. heads.Select(head => words[head])]);

        // One column for each row of the sheet: a sum over it is the number of the sheet.
        foreach (var row in sheet.Rules.Rows)
        {
            table.Columns.Add(row.Title.In(words.Language.Name), typeof(int));
        }

        table.Columns.Add(words["Export.Evidence"], typeof(string));
        foreach (var (line, number, name, branch, title) in lines)
        {
            table.Rows.Add(
            [
                ExportCoverage.Harmless(branch.Name), ExportCoverage.Harmless(number ?? ""), ExportCoverage.Harmless(name ?? ""),
                line.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), words["AttendanceLine." + line.Kind],
                ExportCoverage.Harmless(title is null ? line.CourseKey ?? "" : words.Word("Statistics.ClassOf", [title.Rotation, title.Number])),
                .. sheet.Rules.Rows.Select(row => line.Rows.Contains(row.Key) ? (object)1 : DBNull.Value),
                line.SourceId.ToString(),
            ]);
        }

        return table;
    }

    private static DataTable BranchSheet(StatisticsSheet sheet, ExportWords words)
    {
        var table = ExportCoverage.Sheet(words["Statistics.Branches"], words["Export.Branch"], words["Statistics.Standard"], words["Statistics.Reached"]);
        foreach (var head in (string[])["Box.Completed", "Export.Required", "Export.Excluded"])
        {
            table.Columns.Add(words[head], typeof(int));
        }

        foreach (var standard in sheet.Rules.Standards)
        {
            foreach (var line in sheet.BranchesOf(standard))
            {
                table.Rows.Add(
                    ExportCoverage.Harmless(line.Branch.Name), standard.Title.In(words.Language.Name), line.Reached ? words["Export.Yes"] : "", line.Completed, line.Required, line.Excluded);
            }
        }

        return table;
    }

    /// <summary>Which rules were applied, and what a reader needs to ask the same again.</summary>
    private DataTable AboutSheet(StatisticsSheet sheet, ExportWords words)
    {
        var table = ExportCoverage.Sheet(words["Export.About"], words["Export.What"], words["Export.Value"]);
        void Line(string what, string value) => table.Rows.Add(what, ExportCoverage.Harmless(value));
        Line(words["Export.Unit"], string.Join(" / ", sheet.Above.Select(u => u.Name).Append(sheet.Unit.Name)));
        Line(words["Export.Period"], $"{sheet.Requirement.From:yyyy-MM-dd} – {sheet.Question.Day:yyyy-MM-dd}");
        Line(words["Export.KnownAt"], calendar.ToLocal(sheet.Question.KnownAt).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        Line(words["Statistics.TimesNotPersons"], $"{words.Counts(sheet.Rules)} {words.Source(sheet.Rules.CountsRule)}");
        foreach (var row in sheet.Rules.Rows)
        {
            Line(row.Title.In(words.Language.Name), $"{words.Rule(row)} {words.Source(row.Rule)}");
        }

        foreach (var standard in sheet.Rules.Standards)
        {
            Line(standard.Title.In(words.Language.Name), $"{words.Rule(standard)} {words.Source(standard.Rule)}");
        }

        Line(words["Export.Rules"], sheet.Pack.Title.In(words.Language.Name));
        Line(words["Export.RulesHash"], sheet.Pack.Hash);
        return table;
    }
}
