using System.Net;
using System.Text.RegularExpressions;

namespace Learning.Web.Tests.Learn;

public sealed partial class FigureTests(TestSite site)
{
    private const string Lesson = "/learn/district-plan/overview";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_figure_at_the_address_of_its_lesson_may_be_kept_for_ever()
    {
        using var browser = site.As("member");
        var address = FigureAddress().Match(await browser.GetStringAsync(Lesson, Ct)).Groups["address"].Value;

        var answer = await browser.GetAsync(address, Ct);

        Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_opened_by_itself_may_run_nothing_and_fetch_nothing()
    {
        using var browser = site.As("member");
        var answer = await browser.GetAsync("/content/district-plan/figures/plan-structure.svg", Ct);

        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task At_another_address_the_browser_asks_again_and_is_told_that_nothing_changed()
    {
        using var browser = site.As("member");
        const string Address = "/content/district-plan/figures/plan-structure.svg?v=000000000000";
        var first = await browser.GetAsync(Address, Ct);
        Assert.Contains("no-cache", first.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        using var again = new HttpRequestMessage(HttpMethod.Get, Address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await browser.SendAsync(again, Ct)).StatusCode);
    }

    [GeneratedRegex("src=\"(?<address>/content/[^\"]+)\"")]
    private static partial Regex FigureAddress();
}
