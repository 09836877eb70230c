using System.Net;
using System.Text.Json;
using Duende.IdentityModel;
using Duende.IdentityModel.Client;
using Learning.Web.Demo;
using Learning.Web.Identity;

namespace Learning.Web.Tests.OpenId;

public sealed class ProtocolTests(TestSite site) : IClassFixture<TestSite> // its own: it moves the clock
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_standard_client_finds_everything_in_the_discovery_document()
    {
        using var client = site.CreateClient();
        var document = await client.GetDiscoveryDocumentAsync(cancellationToken: Ct);

        Assert.False(document.IsError, document.Error);
        Assert.EndsWith("/connect/authorize", document.AuthorizeEndpoint, StringComparison.Ordinal);
        Assert.EndsWith("/connect/token", document.TokenEndpoint, StringComparison.Ordinal);
        Assert.EndsWith("/connect/userinfo", document.UserInfoEndpoint, StringComparison.Ordinal);
        Assert.EndsWith("/connect/logout", document.EndSessionEndpoint, StringComparison.Ordinal);
        Assert.Equal(["S256"], document.CodeChallengeMethodsSupported);
        Assert.Equal(["authorization_code", "client_credentials", "refresh_token"], document.GrantTypesSupported.Order(StringComparer.Ordinal));
        Assert.Contains("learning.read", document.ScopesSupported);
        Assert.NotEmpty(document.KeySet!.Keys);
    }

    [Fact]
    public async Task A_member_signs_in_with_the_password_agrees_and_the_application_gets_tokens()
    {
        using var flow = Flow.As(site, null);
        var asked = await flow.Browser.GetAsync(flow.Address(), Ct);
        var door = asked.Headers.Location!.PathAndQuery;
        Assert.StartsWith("/sign-in?returnUrl=", door, StringComparison.Ordinal);
        var returnUrl = QueryOf(door, "returnUrl");
        var signedIn = await TestSite.PostAsync(
            flow.Browser, door, "/sign-in", ("Name", "member"), ("Password", DemoAccounts.Password), ("ReturnUrl", returnUrl));
        var consent = await flow.Browser.GetStringAsync(signedIn.Headers.Location, Ct);
        Assert.Contains("查看您本人的学习任务和完成情况", consent, StringComparison.Ordinal);

        var code = flow.BroughtBack(await flow.AnswerAsync(consent, "allow"));
        var tokens = await flow.ExchangeAsync(code.Code!);

        Assert.False(tokens.IsError, tokens.ErrorDescription);
        Assert.Equal("s", code.State);
        Assert.NotNull(tokens.IdentityToken);
        Assert.NotNull(tokens.RefreshToken);
        Assert.Equal("n", Payload(tokens.IdentityToken).GetProperty("nonce").GetString());
    }

    [Fact]
    public async Task An_access_token_names_the_member_and_can_be_read_by_others()
    {
        using var flow = Flow.As(site, "member");
        var token = Payload((await flow.SignInAsync()).AccessToken!);

        Assert.Equal((await site.MemberOfAsync("member")).ToString(), token.GetProperty("member").GetString());
        Assert.Equal(OpenIdScopes.Audience, token.GetProperty("aud").GetString());
        Assert.Contains("learning.read", token.GetProperty("scope").GetString(), StringComparison.Ordinal);
        Assert.False(token.TryGetProperty("name", out _));
    }

    [Fact]
    public async Task User_information_tells_the_name_only_where_the_profile_was_asked_for()
    {
        using var flow = Flow.As(site, "member");
        using var shy = Flow.As(site, "member");

        var profile = await UserInfoAsync(flow, await flow.SignInAsync());
        var bare = await UserInfoAsync(shy, await shy.SignInAsync("openid"));

        Assert.Equal("member", profile.Claims.Single(c => c.Type == "preferred_username").Value);
        Assert.Contains(profile.Claims, c => c.Type == "name");
        Assert.Equal(["sub"], bare.Claims.Select(c => c.Type));
    }

    [Fact]
    public async Task A_refresh_token_works_once()
    {
        using var flow = Flow.As(site, "member");
        var first = await flow.SignInAsync();

        var second = await flow.RefreshAsync(first.RefreshToken!);
        Assert.False(second.IsError, second.ErrorDescription);
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        site.Clock.Advance(TimeSpan.FromMinutes(2)); // A lost answer may be asked for again within half a minute.
        Assert.Equal("invalid_grant", (await flow.RefreshAsync(first.RefreshToken!)).Error);
    }

    [Fact]
    public async Task A_code_works_once_and_its_second_use_ends_the_tokens_of_the_first()
    {
        using var flow = Flow.As(site, "member");
        var code = (await flow.AskAsync()).Code!;
        var tokens = await flow.ExchangeAsync(code);

        Assert.Equal("invalid_grant", (await flow.ExchangeAsync(code)).Error);
        Assert.Equal("invalid_grant", (await flow.RefreshAsync(tokens.RefreshToken!)).Error);
    }

    [Fact]
    public async Task A_code_without_its_verifier_is_worth_nothing()
    {
        using var flow = Flow.As(site, "member");
        var answer = await flow.ExchangeAsync((await flow.AskAsync()).Code!, CryptoRandom.CreateUniqueId(32));

        Assert.Equal("invalid_grant", answer.Error);
    }

    [Fact]
    public async Task A_request_without_a_code_challenge_is_refused()
    {
        using var flow = Flow.As(site, "member");
        var answer = await flow.Browser.GetAsync(
            $"/connect/authorize?client_id={flow.ClientId}&response_type=code&scope=openid&redirect_uri={Uri.EscapeDataString(flow.Redirect)}", Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Theory]
    [InlineData("https://evil.example/callback")]
    [InlineData("http://127.0.0.1:51234/other")]
    [InlineData("http://127.0.0.1.evil.example/callback")]
    public async Task Another_address_gets_no_code_and_the_reader_a_page(string redirect)
    {
        using var flow = new Flow(site, site.As("member", "en")) { Redirect = redirect };
        var answer = await flow.Browser.GetAsync(flow.Address(), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.Contains("The application asked for something it may not have", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_signs_in_for_itself_and_only_with_its_secret()
    {
        using var client = site.CreateClient();
        var token = await ServiceTokenAsync(client, SeedDemoApplications.ServerSecret);
        var guess = await ServiceTokenAsync(client, "guess");

        Assert.False(token.IsError, token.ErrorDescription);
        Assert.Equal("coverage.read", Payload(token.AccessToken!).GetProperty("scope").GetString());
        Assert.False(Payload(token.AccessToken!).TryGetProperty("member", out _));
        Assert.Equal(HttpStatusCode.Unauthorized, guess.HttpStatusCode);
    }

    [Fact]
    public async Task Tokens_outlive_a_restart_because_the_keys_are_kept()
    {
        using var client = site.CreateClient();
        var published = (await client.GetDiscoveryDocumentAsync(cancellationToken: Ct)).KeySet!.Keys.Single(k => k.Use == "sig").Kid;

        Assert.Equal(published, new OpenIdKeys(Service<Hosting.SiteSettings>()).Signing().KeyId);
        var path = Path.Combine(OpenIdKeys.FolderOf(Service<Hosting.SiteSettings>().DataPath), "signing.pem");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    private T Service<T>()
        where T : class => (T)site.Services.GetService(typeof(T))!;

    private static Task<TokenResponse> ServiceTokenAsync(HttpClient client, string secret) =>
        client.RequestClientCredentialsTokenAsync(new ClientCredentialsTokenRequest
        {
            Address = "/connect/token",
            ClientId = SeedDemoApplications.Server,
            ClientSecret = secret,
            Scope = "coverage.read",
        });

    private static async Task<UserInfoResponse> UserInfoAsync(Flow flow, TokenResponse tokens)
    {
        var answer = await flow.Backend.GetUserInfoAsync(new UserInfoRequest { Address = "/connect/userinfo", Token = tokens.AccessToken });
        Assert.False(answer.IsError, answer.Error);
        return answer;
    }

    private static string QueryOf(string address, string name) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..])[name].ToString();

    private static JsonElement Payload(string token) =>
        JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
}
