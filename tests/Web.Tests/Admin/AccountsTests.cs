using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Web.Tests.OpenId;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Admin;

public sealed partial class AccountsTests(TestSite site) : IClassFixture<TestSite> // its own: it moves the clock
{
    private const string Chosen = "一句自己记得住的话";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_gets_an_account_by_a_link_that_works_once()
    {
        var (member, number) = await MemberWithoutAccountAsync("chaoan/anbu/b01", 0);
        using var admin = site.As("admin", "en");
        Assert.Contains("No account", await admin.GetStringAsync($"/admin/accounts?q={number}", Ct), StringComparison.Ordinal);
        var link = await InviteAsync(admin, member);
        Assert.Contains("Waiting for a password", await admin.GetStringAsync($"/admin/accounts?q={number}", Ct), StringComparison.Ordinal);

        using var browser = site.As(null);
        var set = await SetPasswordAsync(browser, link, Chosen);
        Assert.Equal("/", set.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/", Ct)).StatusCode);

        using var thief = site.As(null, "en");
        var again = await thief.GetAsync(link, Ct);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Contains("This link no longer works", await again.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        using var later = site.As(null);
        var signedIn = await TestSite.PostAsync(later, "/sign-in", "/sign-in", ("Name", number), ("Password", Chosen));
        Assert.Equal("/", signedIn.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Two_clicks_make_one_account_and_either_link_works_until_one_is_used()
    {
        var (member, _) = await MemberWithoutAccountAsync("chaoan/anbu/b01", 1);
        using var admin = site.As("admin");
        var first = await InviteAsync(admin, member);
        var second = await InviteAsync(admin, member);
        using var browser = site.As(null);

        Assert.Equal(HttpStatusCode.Redirect, (await SetPasswordAsync(browser, first, Chosen)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(second, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_short_password_and_two_different_ones_are_refused_in_words()
    {
        var (member, _) = await MemberWithoutAccountAsync("chaoan/anbu/b01", 2);
        using var admin = site.As("admin");
        var link = await InviteAsync(admin, member);
        using var browser = site.As(null);

        Assert.Contains("密码太短，至少 8 个字符", await (await SetPasswordAsync(browser, link, "short")).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("两次输入的密码不一致", await (await SetPasswordAsync(browser, link, Chosen, "other")).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_account_loses_its_sessions_and_its_applications_until_it_is_unlocked()
    {
        var (member, number) = await MemberWithoutAccountAsync("chaoan/anbu/b01", 3);
        using var admin = site.As("admin");
        using var flow = Flow.As(site, null);
        await SetPasswordAsync(flow.Browser, await InviteAsync(admin, member), Chosen);
        var tokens = await flow.SignInAsync();

        await TestSite.PostAsync(admin, "/admin/accounts", $"/admin/accounts/{member}/lock", ("locked", "true"));
        site.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.Redirect, (await flow.Browser.GetAsync("/", Ct)).StatusCode);
        Assert.Equal("invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken!)).Error);
        using var browser = site.As(null);
        Assert.Equal(HttpStatusCode.OK, (await TestSite.PostAsync(browser, "/sign-in", "/sign-in", ("Name", number), ("Password", Chosen))).StatusCode);

        await TestSite.PostAsync(admin, "/admin/accounts", $"/admin/accounts/{member}/lock", ("locked", "false"));
        Assert.Equal(HttpStatusCode.Redirect, (await TestSite.PostAsync(browser, "/sign-in", "/sign-in", ("Name", number), ("Password", Chosen))).StatusCode);
    }

    [Fact]
    public async Task Nobody_locks_themselves_out()
    {
        using var admin = site.As("admin", "en");
        await TestSite.PostAsync(admin, "/admin/accounts", $"/admin/accounts/{await site.MemberOfAsync("admin")}/lock", ("locked", "true"));

        Assert.Contains("You cannot lock your own account", await admin.GetStringAsync("/admin/accounts", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_of_a_town_cannot_take_over_an_organiser_of_the_district()
    {
        using var townAdmin = await TownAdministratorAsync();
        var (own, _) = await MemberWithoutAccountAsync("chaoan/anbu/b01", 5);
        var (foreign, _) = await MemberWithoutAccountAsync("chaoan/longhu/b01", 1);

        // The district's organiser is a member of a branch of this town.
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(townAdmin, await site.MemberOfAsync("district")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(townAdmin, foreign.Value));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(townAdmin, own.Value));
    }

    [Fact]
    public async Task Whoever_is_signed_in_changes_the_password_with_the_old_one()
    {
        var (member, number) = await MemberWithoutAccountAsync("chaoan/anbu/b01", 6);
        using var admin = site.As("admin");
        using var browser = site.As(null);
        await SetPasswordAsync(browser, await InviteAsync(admin, member), Chosen);

        var wrong = await ChangeAsync(browser, "not-it", "another-one");
        Assert.Contains("当前密码不对", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await ChangeAsync(browser, Chosen, "another-one")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/password", Ct)).StatusCode);
        using var later = site.As(null);
        Assert.Equal(HttpStatusCode.Redirect, (await TestSite.PostAsync(later, "/sign-in", "/sign-in", ("Name", number), ("Password", "another-one"))).StatusCode);
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient browser, string old, string chosen) => TestSite.PostAsync(
        browser, "/account/password", "/account/password", ("OldPassword", old), ("NewPassword", chosen), ("NewPasswordAgain", chosen));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient admin, Guid member) =>
        (await TestSite.PostAsync(admin, "/admin/accounts", $"/admin/accounts/{member}/invite")).StatusCode;

    private static async Task<string> InviteAsync(HttpClient admin, MemberId member)
    {
        var page = await (await TestSite.PostAsync(admin, "/admin/accounts", $"/admin/accounts/{member}/invite")).Content.ReadAsStringAsync(Ct);
        return new Uri(WebUtility.HtmlDecode(Link().Match(page).Groups[1].Value)).PathAndQuery;
    }

    private static Task<HttpResponseMessage> SetPasswordAsync(HttpClient browser, string link, string password, string? again = null)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(link[link.IndexOf('?', StringComparison.Ordinal)..]);
        return TestSite.PostAsync(
            browser,
            link,
            "/account/set-password",
            ("Account", query["account"].ToString()),
            ("Token", query["token"].ToString()),
            ("NewPassword", password),
            ("NewPasswordAgain", again ?? password));
    }

    /// <summary>One of the ordinary members of the branch, from the end of the list.</summary>
    private async Task<(MemberId Id, string Number)> MemberWithoutAccountAsync(string branch, int which)
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var members = await db.Memberships.Where(m => m.BranchPath == branch && m.ReplacedAt == null)
            .Join(db.Members, m => m.MemberId, m => m.MemberId, (_, member) => member)
            .OrderByDescending(m => m.Number)
            .Select(m => new { m.MemberId, m.Number })
            .ToListAsync(Ct);

        // The demo accounts are the first nine of the home branch; every test takes another of the rest, making it if needed.
        if (branch != "chaoan/anbu/b01")
        {
            return (members[which].MemberId, members[which].Number);
        }

        var now = scope.ServiceProvider.GetRequiredService<SchoolCalendar>().UtcNow();
        var id = MemberId.New(now);
        var number = $"T{which:000}-{id.Value.ToString()[^6..]}";
        db.Members.Add(new Member(id, number, "测试员", Gender.Woman, new DateOnly(1980, 1, 1), new DateOnly(2005, 7, 1), now));
        var home = await db.Units.SingleAsync(u => u.Path == branch, Ct);
        db.Memberships.Add(new Membership(RowId.At(now), id, home, new DateOnly(2026, 1, 1), null, now, null));
        await db.SaveChangesAsync(Ct);
        return (id, number);
    }

    private async Task<HttpClient> TownAdministratorAsync()
    {
        var (member, number) = await MemberWithoutAccountAsync("chaoan/anbu/b01", 4);
        await using (var scope = site.NewScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
            var calendar = scope.ServiceProvider.GetRequiredService<SchoolCalendar>();
            var town = await db.Units.SingleAsync(u => u.Path == "chaoan/anbu", Ct);
            db.Posts.Add(new Post(RowId.At(calendar.UtcNow()), member, PostKind.Administrator, town, calendar.Today(), null, calendar.UtcNow(), null));
            await db.SaveChangesAsync(Ct);
        }

        using var admin = site.As("admin");
        await InviteAsync(admin, member);
        return site.As(number);
    }

    [GeneratedRegex("<code id=\"link\">([^<]+)</code>")]
    private static partial Regex Link();
}
