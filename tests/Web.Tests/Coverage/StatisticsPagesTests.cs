using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses.Organisation;
using MiniExcelLibs;

namespace Learning.Web.Tests.Coverage;

/// <summary>In the accounts' branch, a village, "member" has passed one course and attended one class: two attendances of one person.</summary>
public sealed partial class StatisticsPagesTests(CoveredSite covered) : IClassFixture<CoveredSite>
{
    private const string Branch = DemoPeople.HomeBranch;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "2026 年党员培训情况", "一人次指", "数值待使用单位确认", "第 25 条")]
    [InlineData("en", "Training of members 2026", "One attendance is", "to be confirmed by the customer", "article 25")]
    public async Task The_sheet_says_which_rules_were_applied(string language, params string[] words)
    {
        var html = Plain(await covered.ReadAsync("secretary", $"/statistics/2026/{Branch}", language));

        Assert.All(words, word => Assert.Contains(word, html, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("secretary", Branch)]
    [InlineData("town", "chaoan/anbu")]
    [InlineData("district", "chaoan")]
    public async Task Attendances_and_persons_stand_apart_and_open_to_the_list(string account, string unit)
    {
        var sheet = await covered.ReadAsync(account, $"/statistics/2026/{unit}");
        Assert.Matches($"<a href=\"/statistics/list/2026/total/{unit}\" aria-label=\"[^\"]*\">2</a></td>\\s*<td class=\"num\" data-label=\"人数\">1</td>", WebUtility.HtmlDecode(sheet));

        var list = await covered.ReadAsync(account, $"/statistics/list/2026/total/{unit}");

        Assert.Contains("2 人次，1 人", Plain(list), StringComparison.Ordinal);
        Assert.Contains($"href=\"/evidence/{covered.Outcome}\"", list, StringComparison.Ordinal);
        Assert.Contains($"href=\"/evidence/{covered.Pass}\"", list, StringComparison.Ordinal);
        Assert.Contains("庵埠镇2026年春季轮训第 1 期", Plain(list), StringComparison.Ordinal);
        Assert.Equal(2, RowHead().Count(list));
        Assert.Equal(1, RowHead().Count(await covered.ReadAsync(account, $"/statistics/list/2026/rural-distance/{unit}")));
        Assert.Equal(0, RowHead().Count(await covered.ReadAsync(account, $"/statistics/list/2026/new-organisations/{unit}")));
    }

    [Fact]
    public async Task A_number_of_branches_opens_to_the_branches_and_these_to_names()
    {
        var list = await covered.ReadAsync("district", "/statistics/branches/2026/committees-reach/chaoan/anbu");

        Assert.Contains("href=\"/coverage/regular-2026/chaoan/anbu/b01?day=2026-03-02\"", WebUtility.HtmlDecode(list), StringComparison.Ordinal);
        Assert.Contains("0 个达标；1 个有应训对象，共 1 个党支部", Plain(list), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_known_before_it_was_recorded_nobody_had_attended()
    {
        Assert.Contains("0 人次，0 人", Plain(await covered.ReadAsync("secretary", $"/statistics/list/2026/total/{Branch}?known={covered.Before}")), StringComparison.Ordinal);
        Assert.Contains("1 人次，1 人", Plain(await covered.ReadAsync("secretary", $"/statistics/list/2026/total/{Branch}?day=2026-02-12")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?day=2025-12-31", "日期早于该年度")]
    [InlineData("?day=soon", "日期或时间无法识别")]
    [InlineData("?known=2099-01-01T00:00", "不能晚于现在")]
    public async Task A_question_that_cannot_be_answered_is_answered_for_today_and_says_so(string query, string words)
    {
        Assert.Contains(words, Plain(await covered.ReadAsync("secretary", $"/statistics/2026/{Branch}{query}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secretary", "/statistics/2026/chaoan")]
    [InlineData("secretary", "/statistics/2026/chaoan/longhu/b01")]
    [InlineData("district", "/statistics/2026/chaoan/atlantis")]
    [InlineData("district", "/statistics/2031/chaoan")]
    [InlineData("district", "/statistics/list/2026/everything/chaoan")]
    [InlineData("district", "/statistics/branches/2026/everything/chaoan")]
    public async Task What_is_not_yours_or_not_there_is_not_found(string account, string path)
    {
        using var client = covered.Site.As(account);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("zh-CN", "统计表", "人次明细", "培训党员（人次）", "培训党员（人数）", "培训党员")]
    [InlineData("en", "Statistics", "Attendances", "Members trained (attendances)", "Members trained (persons)", "Members trained")]
    public async Task The_spreadsheet_holds_both_numbers_and_every_attendance(string language, string numbers, string lines, string times, string persons, string column)
    {
        using var client = covered.Site.As("town", language);

        var answer = await client.GetAsync("/statistics/export/2026/chaoan/anbu", Ct);

        Assert.Equal("statistics-2026-chaoan-anbu-2026-03-02.xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct));
        var sum = (IDictionary<string, object>)file.Query(useHeaderRow: true, sheetName: numbers).Last();
        var rows = file.Query(useHeaderRow: true, sheetName: lines).Cast<IDictionary<string, object>>().ToList();
        Assert.Equal((2d, 1d), (sum[times], sum[persons]));
        Assert.Equal(2d, rows.Sum(row => (double)row[column]));
    }

    [Fact]
    public async Task An_organiser_says_what_a_branch_is_a_branch_of()
    {
        // A branch that the other tests do not count.
        const string Other = "chaoan/longhu/b01";
        using var district = covered.Site.As("district");

        for (var twice = 0; twice < 2; twice++)
        {
            var answer = await TestSite.PostAsync(district, $"/statistics/2026/{Other}", "/statistics/settings", ("unit", Other), ("kind", "StateEnterprise"), ("from", "2026-02-01"));
            Assert.Equal($"/statistics/2026/{Other}", answer.Headers.Location!.ToString());
        }

        Assert.Contains("国有企业，起始日期 2026", Plain(await covered.ReadAsync("district", $"/statistics/2026/{Other}")), StringComparison.Ordinal);
        var refused = await TestSite.PostAsync(district, $"/statistics/2026/{Other}", "/statistics/settings", ("unit", Other), ("kind", "Village"), ("from", "2027-02-01"));
        Assert.Contains("起始日期不能晚于今天", Plain(await district.GetStringAsync(refused.Headers.Location, Ct)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await TestSite.PostAsync(district, $"/statistics/2026/{Other}", "/statistics/settings", ("unit", Other), ("kind", "Castle"))).StatusCode);
    }

    private static string Plain(string html) => WebUtility.HtmlDecode(Spaces().Replace(Tag().Replace(html, " "), " "));

    [GeneratedRegex("<th scope=\"row\">")]
    private static partial Regex RowHead();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
