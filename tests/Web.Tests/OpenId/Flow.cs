using System.Net;
using System.Text.RegularExpressions;
using Duende.IdentityModel;
using Duende.IdentityModel.Client;
using Learning.Web.Demo;

namespace Learning.Web.Tests.OpenId;

/// <summary>An application that signs a person in, as a standard client library does it, and the browser it sends to the site.</summary>
internal sealed partial class Flow(TestSite site, HttpClient browser) : IDisposable
{
    public const string AllScopes = "openid profile learning.read coverage.read offline_access";

    private readonly string verifier = CryptoRandom.CreateUniqueId(32);

    public HttpClient Browser => browser;

    public HttpClient Backend { get; } = site.CreateClient();

    public string ClientId { get; init; } = SeedDemoApplications.App;

    public string? Secret { get; init; }

    public string Redirect { get; init; } = "http://127.0.0.1:51234/callback";

    public static Flow As(TestSite site, string? account, string language = "zh-CN") => new(site, site.As(account, language));

    /// <summary>The address to which the application sends the browser.</summary>
    public string Address(string scope = AllScopes, string? prompt = null, int? maxAge = null) => new RequestUrl("/connect/authorize").CreateAuthorizeUrl(
        ClientId,
        OidcConstants.ResponseTypes.Code,
        scope,
        Redirect,
        state: "s",
        nonce: "n",
        prompt: prompt,
        maxAge: maxAge,
        codeChallenge: Challenge(verifier),
        codeChallengeMethod: OidcConstants.CodeChallengeMethods.Sha256);

    /// <summary>Opens the consent page and answers it; gives back what the browser brings to the application.</summary>
    public async Task<AuthorizeResponse> AskAsync(string scope = AllScopes, string decision = "allow")
    {
        var page = await browser.GetAsync(Address(scope), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        return BroughtBack(await AnswerAsync(await page.Content.ReadAsStringAsync(), decision));
    }

    /// <summary>Presses a button of the consent page.</summary>
    public async Task<HttpResponseMessage> AnswerAsync(string page, string decision)
    {
        var form = page[page.IndexOf("action=\"/connect/authorize\"", StringComparison.Ordinal)..];
        var fields = HiddenField().Matches(form).Select(m => KeyValuePair.Create(WebUtility.HtmlDecode(m.Groups["name"].Value), WebUtility.HtmlDecode(m.Groups["value"].Value)));
        return await browser.PostAsync("/connect/authorize", new FormUrlEncodedContent(fields.Append(new("decision", decision))));
    }

    public AuthorizeResponse BroughtBack(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(Redirect, answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        return new AuthorizeResponse(answer.Headers.Location.ToString());
    }

    public Task<TokenResponse> ExchangeAsync(string code, string? otherVerifier = null) =>
        Backend.RequestAuthorizationCodeTokenAsync(new AuthorizationCodeTokenRequest
        {
            Address = "/connect/token",
            ClientId = ClientId,
            ClientSecret = Secret,
            ClientCredentialStyle = ClientCredentialStyle.PostBody,
            Code = code,
            RedirectUri = Redirect,
            CodeVerifier = otherVerifier ?? verifier,
        });

    /// <summary>The whole way, from the application's button to its tokens.</summary>
    public async Task<TokenResponse> SignInAsync(string scope = AllScopes)
    {
        var tokens = await ExchangeAsync((await AskAsync(scope)).Code!);
        Assert.False(tokens.IsError, tokens.Error + " " + tokens.ErrorDescription);
        return tokens;
    }

    public Task<TokenResponse> RefreshAsync(string token) => Backend.RequestRefreshTokenAsync(new RefreshTokenRequest
    {
        Address = "/connect/token",
        ClientId = ClientId,
        ClientSecret = Secret,
        ClientCredentialStyle = ClientCredentialStyle.PostBody,
        RefreshToken = token,
    });

    public void Dispose()
    {
        browser.Dispose();
        Backend.Dispose();
    }

    private static string Challenge(string verifier) =>
        System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier)));

    [GeneratedRegex("<input (?:type=\"hidden\" )?name=\"(?<name>[^\"]+)\" (?:type=\"hidden\" )?value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();
}
