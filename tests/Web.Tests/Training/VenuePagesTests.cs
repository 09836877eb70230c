using System.Text.RegularExpressions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Training;

/// <summary>The calendar of venues on the real pages. Closes halls, and so has a site of its own.</summary>
public sealed partial class VenuePagesTests : IAsyncLifetime
{
    private readonly TestSite site = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task An_organiser_reads_the_month_closes_a_hall_and_takes_it_back()
    {
        using var district = site.As("district");
        var (hall, name) = await HallAsync();
        var october = await ReadAsync(district, "/training/venues?month=2026-10");
        Assert.Contains("国庆节 · 2026年10月1日至10月7日", october, StringComparison.Ordinal);
        Assert.Contains("国办发明电〔2025〕7号", october, StringComparison.Ordinal);
        Assert.Contains("镇级党校四星以上", october, StringComparison.Ordinal);
        Assert.Contains(name, october, StringComparison.Ordinal);

        var form = ("Form.Id", ClosureId().Match(october).Groups[1].Value);
        var wrong = await ReadAsync(await TestSite.PostAsync(district, "/training/venues", "/training/venues/closures", form, ("Form.Which", $"{hall}"), ("Form.From", "2026-10-20"), ("Form.To", "2026-10-19"), ("Form.Title", "屋顶维修")));
        Assert.Contains("屋顶维修", wrong, StringComparison.Ordinal); // What was typed is still there.
        var done = await TestSite.PostAsync(district, "/training/venues", "/training/venues/closures", form, ("Form.Which", $"{hall}"), ("Form.From", "2026-10-20"), ("Form.To", "2026-10-21"), ("Form.Title", "屋顶维修"));
        Assert.Equal("/training/venues?month=2026-10", done.Headers.Location!.ToString());
        var closed = await ReadAsync(district, "/training/venues?month=2026-10");
        Assert.Contains("停用：屋顶维修", closed, StringComparison.Ordinal);

        var back = await TestSite.PostAsync(district, "/training/venues?month=2026-10", ReopenAction().Match(closed).Groups[1].Value, ("back", "2026-10"));
        Assert.Equal("/training/venues?month=2026-10", back.Headers.Location!.ToString());
        Assert.DoesNotContain("停用：屋顶维修", await ReadAsync(district, "/training/venues?month=2026-10"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_known_of_a_year_is_said_and_a_month_that_is_none_is_this_one()
    {
        using var district = site.As("district");
        Assert.Contains("2027 年的放假安排还没有收录", await ReadAsync(district, "/training/venues?month=2027-02"), StringComparison.Ordinal);
        Assert.Contains("没有 2024 年的节假日资料", await ReadAsync(district, "/training/venues?month=2024-02"), StringComparison.Ordinal);
        Assert.Contains("2026年", await ReadAsync(district, "/training/venues?month=next"), StringComparison.Ordinal);
    }

    private async Task<(Guid Id, string Name)> HallAsync()
    {
        await using var scope = site.NewScope();
        var venue = await scope.ServiceProvider.GetRequiredService<CoursesDb>().Venues.OrderBy(v => v.Name).FirstAsync(Ct);
        return (venue.Id, venue.Name);
    }

    private static async Task<string> ReadAsync(HttpClient client, string path) => await ReadAsync(await client.GetAsync(path, Ct));

    private static async Task<string> ReadAsync(HttpResponseMessage answer) => System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

    [GeneratedRegex("name=\"Form.Id\" value=\"([^\"]+)\"")]
    private static partial Regex ClosureId();

    [GeneratedRegex("action=\"(/training/venues/closures/[^\"]+)\"")]
    private static partial Regex ReopenAction();
}
