using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses.Organisation;

namespace Learning.Web.Tests.Coverage;

/// <summary>In the accounts' branch one of ten members has completed rotating training: too little to speak of a pace.</summary>
public sealed partial class ForecastPagesTests(CoveredSite covered) : IClassFixture<CoveredSite>
{
    private const string Branch = DemoPeople.HomeBranch;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("secretary", Branch, "zh-CN", "历史数据太少", "已完成 1 人，应完成 10 人")]
    [InlineData("town", "chaoan/anbu", "en", "too little history to forecast", "required members have completed it")]
    [InlineData("district", "chaoan", "zh-CN", "历史数据太少", "八成把握")]
    public async Task Early_in_the_year_the_page_says_that_it_cannot_know_and_shows_both_numbers(string account, string unit, string language, string early, string words)
    {
        var html = Plain(await covered.ReadAsync(account, $"/forecast/rotating-2026/{unit}", language));

        Assert.Contains(early, html, StringComparison.Ordinal);
        Assert.Contains(words, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_leads_from_coverage_to_the_forecast_of_each_unit_and_to_the_names()
    {
        Assert.Contains("href=\"/forecast/rotating-2026/chaoan\"", await covered.ReadAsync("district", "/coverage"), StringComparison.Ordinal);
        Assert.Contains("href=\"/forecast/rotating-2026/chaoan\"", await covered.ReadAsync("district", "/coverage/rotating-2026/chaoan"), StringComparison.Ordinal);

        var district = await covered.ReadAsync("district", "/forecast/rotating-2026/chaoan");
        Assert.Equal(16, RowLink().Count(district));
        Assert.Contains("href=\"/forecast/rotating-2026/chaoan/anbu\"", district, StringComparison.Ordinal);
        Assert.Contains("href=\"/coverage/rotating-2026/chaoan/anbu\"", district, StringComparison.Ordinal);
        Assert.Contains("href=\"/forecast/classes/rotating-2026/chaoan\"", district, StringComparison.Ordinal);

        // Hours are earned one by one: no class is proposed for them.
        Assert.DoesNotContain("/forecast/classes/", await covered.ReadAsync("district", "/forecast/regular-2026/chaoan"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secretary", "zh-CN", "补齐缺口的班期", "交由镇组织委员安排")]
    [InlineData("town", "en", "Classes that would close all gaps", "plan these classes under")]
    public async Task The_classes_that_would_close_the_gaps_stand_with_days_place_and_names(string account, string language, string title, string words)
    {
        var html = await covered.ReadAsync(account, $"/forecast/classes/rotating-2026/{(string.Equals(account, "town", StringComparison.Ordinal) ? "chaoan/anbu" : Branch)}", language);

        Assert.Contains(title, Plain(html), StringComparison.Ordinal);

        // The demo has given everybody of the town a place, or these classes give one: the page says which.
        Assert.True(Plain(html).Contains(words, StringComparison.Ordinal) || html.Contains("empty-state", StringComparison.Ordinal), Plain(html));
    }

    [Theory]
    [InlineData("/forecast/after-appointment-2026/chaoan", "因人而异")]
    [InlineData("/forecast/classes/regular-2026/chaoan", "按学时完成")]
    public async Task What_cannot_be_answered_is_said_in_a_sentence(string path, string words) =>
        Assert.Contains(words, Plain(await covered.ReadAsync("district", path)), StringComparison.Ordinal);

    [Theory]
    [InlineData("secretary", "/forecast/rotating-2026/chaoan/anbu")]
    [InlineData("secretary", "/forecast/classes/rotating-2026/chaoan/anbu")]
    [InlineData("town", "/forecast/rotating-2026/chaoan/longhu")]
    [InlineData("district", "/forecast/rotating-2026/chaoan/atlantis")]
    [InlineData("district", "/forecast/rotating-1999/chaoan")]
    public async Task What_is_not_yours_or_not_there_is_not_found(string account, string path)
    {
        using var client = covered.Site.As(account);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path, Ct)).StatusCode);
    }

    private static string Plain(string html) => WebUtility.HtmlDecode(Spaces().Replace(Tag().Replace(html, " "), " "));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<th scope=\"row\"><a ")]
    private static partial Regex RowLink();
}
