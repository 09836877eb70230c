using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Duende.IdentityModel.Client;
using Learning.Web.Demo;
using Learning.Web.Identity;
using Learning.Web.Tests.OpenId;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Api;

public sealed class ApiTests(TestSite site) : IClassFixture<TestSite> // its own: it moves the clock
{
    private const string Coverage = "/api/v1/coverage?requirement=regular-2026&unit=";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_tells_who_the_member_is()
    {
        using var api = await WithTokenOfAsync("secretary", "openid profile");
        var me = await api.GetFromJsonAsync<JsonElement>("/api/v1/me", Ct);

        Assert.Equal(await site.MemberOfAsync("secretary"), me.GetProperty("member").GetGuid());
        Assert.Equal("chaoan/anbu/b01", me.GetProperty("branch").GetProperty("path").GetString());
        Assert.Equal("BranchSecretary", me.GetProperty("posts")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_token_sees_the_coverage_that_its_person_answers_for_and_no_more()
    {
        using var api = await WithTokenOfAsync("secretary", "openid coverage.read");
        var own = await api.GetFromJsonAsync<JsonElement>(Coverage + "chaoan/anbu/b01", Ct);
        var counts = own.GetProperty("counts");

        Assert.Equal(own.GetProperty("members").GetArrayLength(), counts.GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.Forbidden, (await api.GetAsync(Coverage + "chaoan/anbu", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await api.GetAsync(Coverage + "chaoan/longhu/b01", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_token_tells_what_its_member_owes()
    {
        using var api = await WithTokenOfAsync("member", "openid learning.read");
        var owed = await api.GetFromJsonAsync<JsonElement>("/api/v1/me/standing", Ct);

        Assert.Contains(owed.EnumerateArray(), o => o.GetProperty("requirement").GetString() == "regular-2026" && o.GetProperty("needed").GetInt32() == 32 * 4);
        Assert.Equal(HttpStatusCode.Forbidden, (await api.GetAsync("/api/v1/me", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_scope_that_was_not_granted_stays_closed()
    {
        using var api = await WithTokenOfAsync("secretary", "openid");

        foreach (var path in new[] { "/api/v1/me", Coverage + "chaoan/anbu/b01" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await api.GetAsync(path, Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task A_service_sees_its_unit_and_is_nobodys_member()
    {
        using var api = await WithServiceTokenAsync(SeedDemoApplications.Server, SeedDemoApplications.ServerSecret);
        var district = await api.GetFromJsonAsync<JsonElement>(Coverage + "chaoan", Ct);

        Assert.True(district.GetProperty("counts").GetProperty("total").GetInt32() >= 160);
        Assert.Equal(16, district.GetProperty("children").GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, (await api.GetAsync("/api/v1/me", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("chaoan/anbu", "chaoan/anbu/b01", "chaoan/longhu")]
    [InlineData(null, null, "chaoan")]
    public async Task A_service_sees_what_it_was_registered_for(string? unit, string? open, string closed)
    {
        var id = "service-" + (unit is null ? "none" : "anbu");
        var secret = OpenIdClients.NewSecret();
        await using (var scope = site.NewScope())
        {
            await scope.ServiceProvider.GetRequiredService<OpenIdClients>().AddAsync(new OpenIdClient(id, id, secret, [], [], unit), Ct);
        }

        using var api = await WithServiceTokenAsync(id, secret);

        Assert.Equal(HttpStatusCode.Forbidden, (await api.GetAsync(Coverage + closed, Ct)).StatusCode);
        if (open is not null)
        {
            Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(Coverage + open, Ct)).StatusCode);
        }
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Errors_are_problems_in_the_language_asked_for(string language)
    {
        using var visitor = site.As(null, language);
        using var secretary = site.As("secretary", language);

        await AssertProblemAsync(await visitor.GetAsync("/api/v1/me", Ct), HttpStatusCode.Unauthorized, language);
        await AssertProblemAsync(await secretary.GetAsync("/api/v1/nothing", Ct), HttpStatusCode.NotFound, language);
        await AssertProblemAsync(await secretary.GetAsync("/api/v1/coverage?unit=chaoan", Ct), HttpStatusCode.BadRequest, language);
    }

    [Fact]
    public async Task A_wrong_or_old_token_is_told_apart_from_none()
    {
        using var flow = Flow.As(site, "member");
        var tokens = await flow.SignInAsync("openid profile");
        using var api = site.CreateClient();
        api.SetBearerToken(tokens.AccessToken!);
        site.Clock.Advance(TimeSpan.FromMinutes(31));
        var old = await api.GetAsync("/api/v1/me", Ct);
        api.SetBearerToken(tokens.AccessToken![..^5] + "AAAAA");
        var forged = await api.GetAsync("/api/v1/me", Ct);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (old.StatusCode, forged.StatusCode));
        Assert.Contains("invalid_token", old.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_opens_no_page()
    {
        using var pages = await WithTokenOfAsync("member", Flow.AllScopes);
        var answer = await pages.GetAsync("/account/applications", Ct);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_taken_back_opens_nothing_from_that_moment()
    {
        using var flow = Flow.As(site, "author");
        var tokens = await flow.SignInAsync("openid profile");
        using var api = site.CreateClient();
        api.SetBearerToken(tokens.AccessToken!);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/api/v1/me", Ct)).StatusCode);

        var list = await flow.Browser.GetStringAsync("/account/applications", Ct);
        await TestSite.PostAsync(
            flow.Browser, "/account/applications", "/account/applications/withdraw", ("id", list.Split("name=\"id\" value=\"")[1].Split('"')[0]));

        Assert.Equal(HttpStatusCode.Unauthorized, (await api.GetAsync("/api/v1/me", Ct)).StatusCode);
    }

    [Fact]
    public async Task The_description_names_the_api_and_nothing_else()
    {
        using var client = site.CreateClient();
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Ct);

        Assert.Equal(
            ["/api/v1/coverage", "/api/v1/me", "/api/v1/me/standing"],
            document.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal("oauth2", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("openid").GetProperty("type").GetString());
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string language)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        var words = problem.TryGetProperty("detail", out var detail) ? detail.GetString()! : problem.GetProperty("errors").ToString();
        Assert.Equal(language == "en", words.All(c => c < 0x3000));
    }

    private async Task<HttpClient> WithTokenOfAsync(string account, string scope)
    {
        using var flow = Flow.As(site, account);
        var tokens = await flow.SignInAsync(scope);
        var client = site.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        client.SetBearerToken(tokens.AccessToken!);
        return client;
    }

    private async Task<HttpClient> WithServiceTokenAsync(string id, string secret)
    {
        var client = site.CreateClient();
        var tokens = await client.RequestClientCredentialsTokenAsync(
            new ClientCredentialsTokenRequest { Address = "/connect/token", ClientId = id, ClientSecret = secret, Scope = "coverage.read" });
        Assert.False(tokens.IsError, tokens.Error);
        client.SetBearerToken(tokens.AccessToken!);
        return client;
    }
}
