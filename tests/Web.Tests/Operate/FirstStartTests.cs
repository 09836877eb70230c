using System.Net;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Operate;

public sealed class FirstStartTests
{
    private const string Chosen = "a sentence I remember";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_names_the_district_and_its_administrator_and_dies()
    {
        await using var site = new EmptySite();
        using var browser = site.Browser();
        var link = site.FirstStartLink();

        var saved = await SaveAsync(browser, link);
        Assert.Equal("/sign-in", saved.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SaveAsync(browser, link)).StatusCode);

        var signedIn = await TestSite.PostAsync(browser, "/sign-in", "/sign-in", ("Name", "A0001"), ("Password", Chosen));
        Assert.Equal("/", signedIn.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin/accounts", Ct)).StatusCode);
        await using var scope = site.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System);
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var onRecord = await db.Evidence.Select(e => e.Kind).ToListAsync(Ct);
        Assert.All(["member.registered", "post.recorded", "unit.created"], kind => Assert.Single(onRecord, kind));
    }

    [Fact]
    public async Task A_double_click_makes_one_district_and_one_account()
    {
        await using var site = new EmptySite();
        using var browser = site.Browser();
        var link = site.FirstStartLink();
        var page = await browser.GetStringAsync(link, Ct);

        var clicks = await Task.WhenAll(PostAsync(browser, page, link), PostAsync(browser, page, link));

        Assert.All(clicks, c => Assert.True(c.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.NotFound));
        await using var scope = site.Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users.CountAsync(Ct));
        scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System);
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<CoursesDb>().Units.CountAsync(Ct));
    }

    [Theory]
    [InlineData("DistrictCode", "Cháo'ān", "the code may have lower-case letters")]
    [InlineData("Password", "short", "at least 8 characters")]
    [InlineData("JoinedOn", "1950-01-01", "do not fit")]
    [InlineData("Number", "编号一", "cannot be used to sign in")]
    public async Task What_cannot_be_is_said_and_the_link_lives_on(string field, string value, string words)
    {
        await using var site = new EmptySite();
        using var browser = site.Browser();
        var link = site.FirstStartLink();

        var refused = await SaveAsync(browser, link, (field, value));
        Assert.Contains(words, await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        // Once put right, all is well: nothing half-made stands in the way.
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(browser, link)).StatusCode);
    }

    [Fact]
    public async Task A_guessed_link_opens_nothing()
    {
        await using var site = new EmptySite();
        using var browser = site.Browser();
        site.FirstStartLink();

        foreach (var guess in new[] { "/first-start", "/first-start?token=", "/first-start?token=AAAA" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(guess, Ct)).StatusCode);
        }
    }

    /// <summary>Goes through the first start and signs in as the administrator.</summary>
    internal static async Task FoundAsync(EmptySite site, HttpClient browser)
    {
        await SaveAsync(browser, site.FirstStartLink());
        await TestSite.PostAsync(browser, "/sign-in", "/sign-in", ("Name", "A0001"), ("Password", Chosen));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin/accounts", Ct)).StatusCode);
    }

    private static async Task<HttpResponseMessage> SaveAsync(HttpClient browser, string link, params (string Name, string Value)[] other) =>
        await PostAsync(browser, await (await browser.GetAsync(link, Ct)).Content.ReadAsStringAsync(Ct), link, other);

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string link, params (string Name, string Value)[] other)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Token"] = link.Split('=')[1],
            ["DistrictName"] = "潮安区",
            ["DistrictCode"] = "chaoan",
            ["Number"] = "A0001",
            ["Name"] = "管理员",
            ["Gender"] = "Woman",
            ["BornOn"] = "1980-01-01",
            ["JoinedOn"] = "2005-07-01",
            ["Password"] = Chosen,
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(page.Split("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"")[1].Split('"')[0]),
        };
        foreach (var (name, value) in other)
        {
            fields[name] = value;
        }

        fields["PasswordAgain"] = fields["Password"];
        return browser.PostAsync("/first-start", new FormUrlEncodedContent(fields), Ct);
    }
}
