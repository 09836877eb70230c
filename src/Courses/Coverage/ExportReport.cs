using System.Data;
using System.Globalization;

namespace Learning.Courses.Coverage;

/// <summary>Writes a frozen report as .xlsx: the boxes of every unit, the names behind them, and what they rest on.</summary>
public sealed class ExportReport(ReportRead read, SchoolCalendar calendar)
{
    /// <returns>The file, ready to be sent, and what it is of.</returns>
    public async Task<Outcome<ExportedReport>> RunAsync(Guid id, ExportWords words, CancellationToken ct)
    {
        var outcome = await read.RunAsync(id, null, withNames: true, ct);
        return outcome.Value is { } sheet
            ? new ExportedReport(sheet.Report, ExportCoverage.Workbook(BoxSheet(sheet, words), NameSheet(sheet, words), AboutSheet(sheet, words)))
            : outcome.Refusal!;
    }

    private static DataTable BoxSheet(ReportSheet report, ExportWords words)
    {
        var sheet = ExportCoverage.BoxHeads(words);
        foreach (var child in report.Children)
        {
            sheet.Rows.Add(ExportCoverage.Row(child.Unit.Name, child.Counts));
        }

        sheet.Rows.Add(ExportCoverage.Row(report.Children.Count == 0 ? report.Unit.Name : words.Word("Export.Sum", [report.Unit.Name]), report.Counts));
        return sheet;
    }

    private static DataTable NameSheet(ReportSheet report, ExportWords words)
    {
        string[] heads = ["Branch", "Number", "Name", "Pseudonym", "Standing", "IsOverdue", "Reason", "Entries"];
        var sheet = ExportCoverage.Sheet(words["Export.Names"], [.. heads.Select(head => words["Export." + head])]);
        foreach (var (row, member) in report.Names)
        {
            sheet.Rows.Add(
                ExportCoverage.Harmless(member?.Branch.Name ?? row.BranchPath),
                ExportCoverage.Harmless(member?.Number ?? ""),
                ExportCoverage.Harmless(member?.Name ?? ""),
                ExportCoverage.Harmless(row.Subject),
                words["Box." + row.Box],
                row.IsOverdue ? words["Export.Yes"] : "",
                ExportCoverage.Harmless(words.Reported(row)),
                string.Join(' ', row.Evidence.Prepend(row.RosterEntry)));
        }

        return sheet;
    }

    private DataTable AboutSheet(ReportSheet sheet, ExportWords words)
    {
        var (report, body) = (sheet.Report, sheet.Body);
        var about = ExportCoverage.Sheet(words["Export.About"], words["Export.What"], words["Export.Value"]);
        Line("Requirement", words.Language.TwoLetterISOLanguageName == "zh" ? sheet.Requirement.Title : sheet.Requirement.TitleEn);
        Line("Unit", sheet.Unit.Name);
        Line("Period", $"{body.From:yyyy-MM-dd} – {body.DueOn:yyyy-MM-dd}");
        Line("Day", body.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Line("KnownAt", calendar.ToLocal(body.KnownAt).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        Line("SubmittedAt", calendar.ToLocal(report.RecordedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        Line("Rules", body.Rules.Key);
        Line("RulesHash", body.Rules.Hash);
        Line("ReportHash", report.Hash);
        Line("Checkpoint", body.CheckpointNote);
        body.Editions.ToList().ForEach(edition => Line("Edition", $"{edition.CourseKey} {edition.Hash}"));
        return about;

        void Line(string key, string value) => about.Rows.Add(words["Export." + key], ExportCoverage.Harmless(value));
    }
}

public sealed record ExportedReport(Report Report, MemoryStream File);
