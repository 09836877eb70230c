using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Learning.Courses.Organisation;
using Learning.Web.Demo;
using Learning.Web.Hosting;
using Learning.Web.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

[assembly: AssemblyFixture(typeof(Learning.Web.Tests.TestSite))]

namespace Learning.Web.Tests;

/// <summary>
/// The real site on a seeded SQLite file of its own, with a clock that tests move and a way to be any demo person without
/// typing a password. One for all tests of the assembly: a class whose tests move the clock or change much takes one of its own.
/// </summary>
public sealed partial class TestSite : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string dataPath = Directory.CreateTempSubdirectory("lunxun-web-").FullName;

    /// <summary>Everything the site writes to disk.</summary>
    public string DataPath => dataPath;

    /// <summary>Settings beside the usual; read when the site starts.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>09:00 on Monday 2 March 2026 in the district.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public async ValueTask InitializeAsync()
    {
        await using var scope = NewScope();
        await scope.ServiceProvider.GetRequiredService<SeedDemo>().RunAsync(160, 16, SeedDemo.Seed, CancellationToken.None);
    }

    /// <summary>The services of the site, seeing everything, as a job does.</summary>
    public AsyncServiceScope NewScope()
    {
        var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System);
        return scope;
    }

    /// <summary>A browser without redirects followed, signed in as the demo account; null is a visitor.</summary>
    public HttpClient As(string? account, string language = "zh-CN")
    {
        var client = CreateDefaultClient(new CookieJar());
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        if (account is not null)
        {
            client.DefaultRequestHeaders.Add(TestSignIn.Header, account);
        }

        return client;
    }

    /// <summary>The member behind a demo account.</summary>
    public async Task<Guid> MemberOfAsync(string account)
    {
        await using var scope = NewScope();
        return await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users.Where(u => u.UserName == account).Select(u => u.MemberId).SingleAsync();
    }

    /// <summary>Posts a form as a browser does: with the token of the page it stands on.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await (await client.GetAsync(page)).Content.ReadAsStringAsync();
        var token = WebUtility.HtmlDecode(TokenField().Match(html).Groups[1].Value);
        var form = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token));
        return await client.PostAsync(action, new FormUrlEncodedContent(form));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(dataPath, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Data:Path", dataPath);
        builder.UseSetting("Demo", "false");
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(l => l.SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddAuthentication(TestSignIn.Scheme).AddScheme<AuthenticationSchemeOptions, TestSignIn>(TestSignIn.Scheme, null);
        });
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}

/// <summary>Believes the header that names a demo account, and otherwise the real cookie. For tests that are not about passwords.</summary>
internal sealed class TestSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IdentityDb identity)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Test";
    public const string Header = "X-Test-Account";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].FirstOrDefault() is not { } name)
        {
            return await Context.AuthenticateAsync(SignInSetup.Scheme);
        }

        var account = await identity.Users.SingleAsync(u => u.UserName == name);
        var claims = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()),
                new Claim(ClaimTypes.Name, name),
                new Claim(ViewerMiddleware.MemberClaim, account.MemberId.ToString()),
            ],
            Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(claims), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Context.ChallengeAsync(SignInSetup.Scheme, properties);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Context.ForbidAsync(SignInSetup.Scheme, properties);
}
