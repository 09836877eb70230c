namespace Learning.Web.Tests.Shared;

/// <summary>The gallery holds every component once in each language, so one page shows what the tag helpers write.</summary>
public sealed class GalleryTests(TestSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "已完成 812 人 / 应训 1,040 人")]
    [InlineData("en", "812 completed of 1,040 required")]
    public async Task A_share_is_cut_and_stands_beside_both_its_numbers(string language, string both)
    {
        var page = await PageAsync(language);

        // 812 of 1,040 is 78.08 %, and 38 more are counted but not required.
        Assert.Contains($"78.0%</span><span class=\"box-bar-both\">{both}<", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "2026年3月9日 23:59")]
    [InlineData("en", "9 March 2026, 23:59")]
    public async Task An_instant_is_shown_by_the_clock_of_the_district(string language, string shown) =>
        Assert.Contains($"<time datetime=\"2026-03-09T15:59:00Z\">{shown}</time>", await PageAsync(language), StringComparison.Ordinal);

    [Theory]
    [InlineData("zh-CN", "zh_DueOn", "截止日期不能早于今天。")]
    [InlineData("en", "en_DueOn", "The due day cannot lie in the past.")]
    public async Task A_field_is_tied_to_its_hint_and_its_error(string language, string id, string error)
    {
        var page = await PageAsync(language);

        Assert.Contains($"aria-describedby=\"{id}-hint {id}-error\"", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"{id}-error\">{error}</p>", page, StringComparison.Ordinal);
        Assert.Contains($"<label class=\"form-label\" for=\"{id}\">", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "逾期（进行中）")]
    [InlineData("en", "Overdue (In progress)")]
    public async Task A_standing_is_said_in_words(string language, string words) =>
        Assert.Contains($"</svg>{words}</span>", await PageAsync(language), StringComparison.Ordinal);

    [Fact]
    public async Task Both_languages_stand_side_by_side()
    {
        using var browser = site.As(null);
        var page = await browser.GetStringAsync("/dev/gallery", Ct);

        Assert.Contains("<section lang=\"zh-CN\">", page, StringComparison.Ordinal);
        Assert.Contains("<section lang=\"en\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_page_of_a_list_keeps_the_rest_of_the_address()
    {
        using var browser = site.As(null);
        var page = await browser.GetStringAsync("/dev/gallery?lang=en", Ct);

        Assert.Contains("href=\"/dev/gallery?lang=en&amp;page=3\"", page, StringComparison.Ordinal);
        Assert.Contains("21–40 of 61", page, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string language)
    {
        using var browser = site.As(null);
        return await browser.GetStringAsync($"/dev/gallery?lang={language}", Ct);
    }
}
