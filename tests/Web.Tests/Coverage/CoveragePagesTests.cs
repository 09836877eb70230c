using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses.Organisation;
using MiniExcelLibs;

namespace Learning.Web.Tests.Coverage;

public sealed partial class CoveragePagesTests(CoveredSite covered) : IClassFixture<CoveredSite>
{
    private const string Branch = "/coverage/rotating-2026/" + DemoPeople.HomeBranch;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("secretary", "zh-CN", "2026 年集中轮训", "2026 年经常性教育", "已完成 1 人 / 应训 10 人")]
    [InlineData("town", "en", "Rotating training 2026", "Regular education 2026", "1 completed of 10 required")]
    [InlineData("district", "zh-CN", "2026 年集中轮训", "2026 年经常性教育", "已完成 1 人 / 应训 1")]
    public async Task Both_figures_stand_side_by_side_with_both_numbers(string account, string language, string rotating, string regular, string both)
    {
        var html = Plain(await covered.ReadAsync(account, "/coverage", language));

        Assert.Contains(rotating, html, StringComparison.Ordinal);
        Assert.Contains(regular, html, StringComparison.Ordinal);
        Assert.Contains(both, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organiser_drills_from_the_district_to_the_name_and_its_evidence()
    {
        var district = await covered.ReadAsync("district", "/coverage/rotating-2026/chaoan");
        Assert.Equal(16, RowLink().Count(district));
        Assert.Contains("href=\"/coverage/rotating-2026/chaoan/anbu\"", district, StringComparison.Ordinal);

        var town = await covered.ReadAsync("district", "/coverage/rotating-2026/chaoan/anbu");
        Assert.Contains($"href=\"{Branch}\"", town, StringComparison.Ordinal);

        var branch = await covered.ReadAsync("district", Branch);
        Assert.Contains($"href=\"/evidence/{covered.Outcome}\"", branch, StringComparison.Ordinal);
        Assert.Contains("已完成集中轮训班", branch, StringComparison.Ordinal);
        Assert.Equal(10, RowHead().Count(branch));
    }

    [Fact]
    public async Task The_list_of_names_can_be_cut_down_to_one_box()
    {
        Assert.Equal(1, RowHead().Count(await covered.ReadAsync("secretary", Branch + "?box=Completed")));
        Assert.Equal(0, RowHead().Count(await covered.ReadAsync("secretary", Branch + "?box=OutOfContact")));
    }

    [Fact]
    public async Task As_known_before_it_was_recorded_nothing_was_done()
    {
        Assert.Contains("已完成 1 人", Plain(await covered.ReadAsync("secretary", Branch)), StringComparison.Ordinal);
        Assert.Contains("已完成 0 人", Plain(await covered.ReadAsync("secretary", $"{Branch}?known={covered.Before}")), StringComparison.Ordinal);
        Assert.Contains("已完成 0 人", Plain(await covered.ReadAsync("secretary", $"{Branch}?day=2026-02-11")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?day=30.2.2026", "日期或时间无法识别")]
    [InlineData("?known=soon", "日期或时间无法识别")]
    [InlineData("?known=2099-01-01T00:00", "不能晚于现在")]
    [InlineData("?box=Everywhere", "已完成 1 人")]
    public async Task A_question_that_cannot_be_read_is_answered_for_today_and_says_so(string query, string words)
    {
        Assert.Contains(words, Plain(await covered.ReadAsync("secretary", Branch + query)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secretary", "/coverage/rotating-2026/chaoan")]
    [InlineData("secretary", "/coverage/rotating-2026/chaoan/longhu/b01")]
    [InlineData("secretary", "/coverage/export/rotating-2026/chaoan")]
    [InlineData("district", "/coverage/rotating-2026/chaoan/atlantis")]
    [InlineData("district", "/coverage/nothing/chaoan")]
    public async Task What_is_not_yours_or_not_there_is_not_found(string account, string path)
    {
        using var client = covered.Site.As(account);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("zh-CN", "名单", "姓名")]
    [InlineData("en", "Names", "Name")]
    public async Task The_spreadsheet_speaks_the_readers_language(string language, string sheet, string head)
    {
        using var client = covered.Site.As("secretary", language);

        var answer = await client.GetAsync("/coverage/export/regular-2026/" + DemoPeople.HomeBranch, Ct);

        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("regular-2026-chaoan-anbu-b01-2026-03-02.xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(10, file.Query(useHeaderRow: true, sheetName: sheet).Count(row => ((IDictionary<string, object>)row).ContainsKey(head)));
    }

    private static string Plain(string html) => Spaces().Replace(Tag().Replace(html, " "), " ");

    [GeneratedRegex("<th scope=\"row\"><a ")]
    private static partial Regex RowLink();

    [GeneratedRegex("<th scope=\"row\">")]
    private static partial Regex RowHead();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
