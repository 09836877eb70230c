using System.Text.RegularExpressions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Coverage;

public sealed partial class RecordAndCertificateTests(CoveredSite covered) : IClassFixture<CoveredSite>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "32 学时：已得 29.5，其中在线学习 1.5，培训班 28。", "还差 2.5。")]
    [InlineData("en", "32 hours: 29.5 so far, 1.5 by courses, 28 in classes.", "2.5 to go.")]
    public async Task A_member_reads_the_sum_explained(string language, string sum, string missing)
    {
        var html = await covered.ReadAsync("member", "/record", language);

        Assert.Contains(sum, html, StringComparison.Ordinal);
        Assert.Contains(missing, html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/evidence/{covered.Pass}\"", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/evidence/{covered.Outcome}\"", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/certificates/{covered.Certificate}\"", html, StringComparison.Ordinal);
        Assert.Contains("庵埠镇2026年春季轮训", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_record_says_what_to_do_next()
    {
        Assert.Contains("href=\"/courses\"", await covered.ReadAsync("reviewer", "/record"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_paper_names_the_member_and_the_page_behind_its_code_does_not()
    {
        var name = await NameAsync("member");
        var paper = await covered.ReadAsync("member", $"/certificates/{covered.Certificate}");
        Assert.Contains(name, paper, StringComparison.Ordinal);
        Assert.Contains("class=\"qr\"", paper, StringComparison.Ordinal);
        Assert.Contains($"href=\"/verify/{CoveredSite.CourseCertificate}\"", paper, StringComparison.Ordinal);

        var confirmation = await covered.ReadAsync(null, $"/verify/{CoveredSite.CourseCertificate.ToLowerInvariant()}");
        Assert.DoesNotContain(name, confirmation, StringComparison.Ordinal);
        Assert.Contains($"{name[0]}*", confirmation, StringComparison.Ordinal);
        Assert.Contains("0C0V-ERED-0000", confirmation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_has_its_certificate_with_days_and_place()
    {
        var record = await covered.ReadAsync("member", "/record");
        var classes = Certificate().Matches(record).Select(m => m.Groups[1].Value).Single(id => id != covered.Certificate.ToString());

        var paper = await covered.ReadAsync("member", $"/certificates/{classes}");

        Assert.Contains("于2026年2月9日至2026年2月12日在庵埠镇党校参加“庵埠镇2026年春季轮训”", paper, StringComparison.Ordinal);
        Assert.Contains("计 28 学时", paper, StringComparison.Ordinal);
    }

    private async Task<string> NameAsync(string account)
    {
        var id = await covered.Site.MemberOfAsync(account);
        await using var scope = covered.Site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        return await db.Members.Where(m => m.MemberId == new Learning.Courses.MemberId(id)).Select(m => m.Name).SingleAsync(Ct);
    }

    [GeneratedRegex("href=\"/certificates/([0-9a-f-]{36})\"")]
    private static partial Regex Certificate();
}
