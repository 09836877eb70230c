using System.Net;
using Learning.Web.Demo;
using Learning.Web.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.OpenId;

public sealed class ConsentTests(TestSite site) : IClassFixture<TestSite> // its own: it moves the clock
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "看到您的姓名和登录名", "不同意")]
    [InlineData("en", "see your name and the name you sign in with", "Do not allow")]
    public async Task The_page_says_what_the_application_will_see(string language, string sees, string deny)
    {
        using var flow = Flow.As(site, "member", language);
        var page = await flow.Browser.GetStringAsync(flow.Address("openid profile"), Ct);

        Assert.Contains(sees, page, StringComparison.Ordinal);
        Assert.Contains(deny, page, StringComparison.Ordinal);
        Assert.Contains("演示应用 Demo app", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_may_lead_to_the_application_and_nowhere_else()
    {
        using var flow = Flow.As(site, "member");
        var consent = await flow.Browser.GetAsync(flow.Address(), Ct);
        var home = await flow.Browser.GetAsync("/account/applications", Ct);

        Assert.Contains("form-action 'self' http://127.0.0.1:51234;", Policy(consent), StringComparison.Ordinal);
        Assert.Contains("form-action 'self';", Policy(home), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_no_goes_back_without_a_code()
    {
        using var flow = Flow.As(site, "member");
        var answer = await flow.AskAsync(decision: "deny");

        Assert.Equal("access_denied", answer.Error);
        Assert.Null(answer.Code);
    }

    [Fact]
    public async Task An_answer_without_the_token_of_the_page_is_refused()
    {
        using var flow = Flow.As(site, "member");
        var query = flow.Address().Split('?')[1].Split('&').Select(p => p.Split('=')).Select(p => KeyValuePair.Create(p[0], Uri.UnescapeDataString(p[1])));
        var answer = await flow.Browser.PostAsync("/connect/authorize", new FormUrlEncodedContent(query.Append(new("decision", "allow"))), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task A_yes_is_remembered_until_it_is_taken_back()
    {
        using var flow = await WebApplicationAsync("remembering", "member");
        var tokens = await flow.SignInAsync("openid offline_access");
        Assert.NotNull(flow.BroughtBack(await flow.Browser.GetAsync(flow.Address("openid offline_access"), Ct)).Code);

        // More than was agreed to is asked about again.
        Assert.Equal(HttpStatusCode.OK, (await flow.Browser.GetAsync(flow.Address("openid coverage.read"), Ct)).StatusCode);

        await TestSite.PostAsync(flow.Browser, "/account/applications", "/account/applications/withdraw", ("id", await GivenAsync(flow)));

        Assert.Equal("invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken!)).Error);
        Assert.Equal(HttpStatusCode.OK, (await flow.Browser.GetAsync(flow.Address("openid offline_access"), Ct)).StatusCode);
    }

    [Fact]
    public async Task Nobody_takes_back_what_another_has_given()
    {
        using var flow = await WebApplicationAsync("not-yours", "member");
        var tokens = await flow.SignInAsync("openid offline_access");
        using var other = site.As("secretary");
        await TestSite.PostAsync(other, "/account/applications", "/account/applications/withdraw", ("id", await GivenAsync(flow)));

        Assert.False((await flow.RefreshAsync(tokens.RefreshToken!)).IsError);
    }

    [Fact]
    public async Task A_program_on_the_persons_machine_is_asked_about_every_time()
    {
        using var flow = Flow.As(site, "member");
        await flow.SignInAsync("openid");

        Assert.Equal(HttpStatusCode.OK, (await flow.Browser.GetAsync(flow.Address("openid"), Ct)).StatusCode);
    }

    [Fact]
    public async Task Without_a_page_to_show_the_application_is_told_what_is_missing()
    {
        using var visitor = Flow.As(site, null);
        using var member = Flow.As(site, "member");

        Assert.Equal("login_required", visitor.BroughtBack(await visitor.Browser.GetAsync(visitor.Address(prompt: "none"), Ct)).Error);
        Assert.Equal("consent_required", member.BroughtBack(await member.Browser.GetAsync(member.Address(prompt: "none"), Ct)).Error);
    }

    [Fact]
    public async Task The_application_can_ask_for_the_password_again()
    {
        using var flow = Flow.As(site, null);
        await TestSite.PostAsync(flow.Browser, "/sign-in", "/sign-in", ("Name", "member"), ("Password", DemoAccounts.Password));
        Assert.Equal(HttpStatusCode.OK, (await flow.Browser.GetAsync(flow.Address(maxAge: 60), Ct)).StatusCode);

        site.Clock.Advance(TimeSpan.FromMinutes(2));
        var tooOld = await flow.Browser.GetAsync(flow.Address(maxAge: 60), Ct);

        Assert.StartsWith("/sign-in", tooOld.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.DoesNotContain("max_age", tooOld.Headers.Location.Query, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await flow.Browser.GetAsync("/sign-in", Ct)).StatusCode);
    }

    [Fact]
    public async Task Signing_out_for_an_application_asks_the_person_first()
    {
        using var flow = Flow.As(site, null);
        await TestSite.PostAsync(flow.Browser, "/sign-in", "/sign-in", ("Name", "member"), ("Password", DemoAccounts.Password));
        var tokens = await flow.SignInAsync();
        var query = $"id_token_hint={tokens.IdentityToken}&post_logout_redirect_uri={Uri.EscapeDataString("http://127.0.0.1:51234/")}&state=s";

        var page = await flow.Browser.GetAsync("/connect/logout?" + query, Ct);
        Assert.Contains("要退出登录吗", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await flow.Browser.GetAsync("/account/applications", Ct)).StatusCode);

        var answer = await TestSite.PostAsync(
            flow.Browser, "/account/applications", "/connect/logout", ("id_token_hint", tokens.IdentityToken!), ("post_logout_redirect_uri", "http://127.0.0.1:51234/"), ("state", "s"), ("decision", "leave"));

        Assert.Equal("http://127.0.0.1:51234/?state=s", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await flow.Browser.GetAsync("/account/applications", Ct)).StatusCode);
    }

    private async Task<Flow> WebApplicationAsync(string id, string account)
    {
        await using var scope = site.NewScope();
        var secret = OpenIdClients.NewSecret();
        var back = new Uri("https://app.example/callback");
        await scope.ServiceProvider.GetRequiredService<OpenIdClients>().AddAsync(new OpenIdClient(id, id, secret, [back], []), Ct);
        return new Flow(site, site.As(account)) { ClientId = id, Secret = secret, Redirect = back.ToString() };
    }

    /// <summary>The consent as the list of the person names it.</summary>
    private static async Task<string> GivenAsync(Flow flow)
    {
        var list = await flow.Browser.GetStringAsync("/account/applications", Ct);
        return list.Split($"<h2>{flow.ClientId}</h2>")[1].Split("name=\"id\" value=\"")[1].Split('"')[0];
    }

    private static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();
}
