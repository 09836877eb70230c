using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using MiniExcelLibs;

namespace Learning.Courses.Tests.Coverage;

public sealed partial class ExportCoverageTests
{
    private static readonly ExportWords Words = new(
        CultureInfo.GetCultureInfo("zh-CN"), (key, args) => args.Length == 0 ? "词" + key : $"{args[0]}合计", standing => "因" + standing.Reason, row => "因" + row.Reason);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_sheets_hold_the_boxes_as_numbers_and_every_name_with_its_reason(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var done = await story.MemberAsync("t1/b1", "陈立春");
        await story.MemberAsync("t2/b1", "=HYPERLINK(\"http://x\")");
        await story.ExemptAsync(await story.MemberAsync("t2/b2", "林雨水"), ExemptionKind.Exempt, "age", new(2026, 1, 1));
        await story.OutcomeAsync(done, await story.ClassAsync(new(2026, 5, 1), new(2026, 5, 2), done), 2);

        using var file = await ExportAsync(story, story.RotatingKey);

        Assert.Equal(["词Export.Boxes", "词Export.Names", "词Export.About"], file.GetSheetNames());
        var boxes = Rows(file, "词Export.Boxes");
        Assert.Equal(["Town t1", "Town t2", "District d合计"], boxes.Select(r => (string)r["词Export.Unit"]));
        Assert.Equal([1d, 1d, 2d], boxes.Select(r => r["词Export.Required"]));
        Assert.Equal([1d, 0d, 1d], boxes.Select(r => r["词Box.Completed"]));
        Assert.Equal([0d, 1d, 1d], boxes.Select(r => r["词Box.ExemptNotVisited"]));
        Assert.Equal([100d, 0d, 50d], boxes.Select(r => r["词Export.Percent"]));
        var names = Rows(file, "词Export.Names");
        Assert.Equal(["陈立春", "'=HYPERLINK(\"http://x\")", "林雨水"], names.Select(r => (string)r["词Export.Name"]));
        Assert.Equal(["因ClassCompleted", "因NothingYet", "因Exempt"], names.Select(r => (string)r["词Export.Reason"]));
        Assert.Contains(Rows(file, "词Export.About"), r => r["词Export.Value"] is string value && value.Length == 64);
    }

    [Fact]
    public async Task Numbers_are_stored_as_numbers_and_nothing_as_a_formula()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        var member = await story.MemberAsync("t1/b1", "+1");
        await story.PassAsync(member, new(2026, 3, 1));

        using var file = await ExportAsync(story, story.RegularKey);

        using var zip = new ZipArchive(file);
        var sheets = zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, sheets.Count);
        foreach (var sheet in sheets)
        {
            using var reader = new StreamReader(sheet.Open());
            var xml = await reader.ReadToEndAsync(Ct);
            Assert.DoesNotMatch(@"<(?:\w+:)?f[ >]", xml);

            // Where Excel expects it: a drawing inside the data makes it offer to repair the file.
            Assert.DoesNotContain("<x:drawing", xml[..xml.IndexOf("</x:sheetData>", StringComparison.Ordinal)], StringComparison.Ordinal);
            Assert.NotEmpty(Cell().Matches(xml));
            foreach (var number in Cell().Matches(xml).Where(cell => double.TryParse(cell.Groups[2].Value, CultureInfo.InvariantCulture, out _)))
            {
                Assert.True(!number.Groups[1].Value.Contains("t=\"str\"", StringComparison.Ordinal), number.Value);
            }
        }
    }

    [Fact]
    public async Task A_unit_without_members_makes_a_file_with_heads_and_zeros()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);

        using var file = await ExportAsync(story, story.RotatingKey);

        Assert.Equal(3, Rows(file, "词Export.Boxes").Count);
        Assert.Empty(Rows(file, "词Export.Names"));
    }

    [Theory]
    [InlineData("陈立春", "陈立春")]
    [InlineData("", "")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t1", "'\t1")]
    public void A_text_cannot_become_a_formula(string text, string written)
    {
        Assert.Equal(written, ExportCoverage.Harmless(text));
    }

    private static async Task<MemoryStream> ExportAsync(Story story, string key)
    {
        await using var db = story.School.NewDb();
        var export = new ExportCoverage(new CoverageQuery(db, story.School.Calendar), story.School.Calendar);
        var outcome = await export.RunAsync(new(key, story.Root, new(2026, 6, 30), story.School.Calendar.UtcNow()), Words, Ct);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    private static List<IDictionary<string, object>> Rows(MemoryStream file, string sheet) =>
        [.. file.Query(useHeaderRow: true, sheetName: sheet).Cast<IDictionary<string, object>>()];

    [GeneratedRegex("<(?:\\w+:)?c ([^>]*)><(?:\\w+:)?v>([^<]*)<")]
    private static partial Regex Cell();
}
