using Learning.Web.Demo;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Learning.Web.Identity;

/// <summary>
/// The OpenID Connect server: other applications of the district let their people sign in here, and ask the API on their
/// behalf. Authorization code with PKCE, refresh, and client credentials; nothing older.
/// </summary>
public static class OpenIdSetup
{
    public static IServiceCollection AddOpenId(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton<OpenIdKeys>();
        services.AddScoped<OpenIdClients>();
        services.AddScoped<OpenIdPeople>();
        services.AddScoped<OpenIdConsents>();
        services.AddScoped<SeedDemoApplications>();
        services.AddOptions<OpenIddictServerOptions>().Configure<OpenIdKeys>(UseKeys);
        services.AddOpenIddict()
            .AddCore(o => o.UseEntityFrameworkCore().UseDbContext<IdentityDb>())
            .AddServer(o => Serve(o, configuration["OpenId:Issuer"], environment.IsDevelopment() || configuration.GetValue<bool>("OpenId:AllowHttp")))
            .AddValidation(o =>
            {
                o.UseLocalServer();
                o.UseAspNetCore();
                o.AddAudiences(OpenIdScopes.Audience);

                // Asked of the database at every call: a permission withdrawn and an account locked end at once.
                o.EnableTokenEntryValidation();
                o.EnableAuthorizationEntryValidation();
            });
        return services;
    }

    private static void Serve(OpenIddictServerBuilder server, string? issuer, bool allowHttp)
    {
        server.SetAuthorizationEndpointUris("connect/authorize")
            .SetTokenEndpointUris("connect/token")
            .SetUserInfoEndpointUris("connect/userinfo")
            .SetEndSessionEndpointUris("connect/logout")
            .SetRevocationEndpointUris("connect/revoke");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.Configure(o => o.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));
        server.AllowClientCredentialsFlow().AllowRefreshTokenFlow();
        server.RegisterScopes([Scopes.OpenId, .. OpenIdScopes.Grantable]);
        server.RegisterClaims(Claims.Subject, Claims.Name, Claims.PreferredUsername, Claims.AuthenticationTime);
        server.SetAccessTokenLifetime(TimeSpan.FromMinutes(30)).SetRefreshTokenLifetime(TimeSpan.FromDays(14));

        // Signed and not encrypted: another server that trusts this one can read them with the published key.
        server.DisableAccessTokenEncryption();
        if (!string.IsNullOrEmpty(issuer))
        {
            server.SetIssuer(new Uri(issuer, UriKind.Absolute));
        }

        var host = server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .EnableStatusCodePagesIntegration();
        if (allowHttp)
        {
            host.DisableTransportSecurityRequirement();
        }
    }

    /// <summary>Read when the first token is asked for, so that verbs and design-time tools leave no key behind.</summary>
    private static void UseKeys(OpenIddictServerOptions options, OpenIdKeys keys)
    {
        options.SigningCredentials.Add(new SigningCredentials(keys.Signing(), SecurityAlgorithms.RsaSha256));
        options.EncryptionCredentials.Add(
            new EncryptingCredentials(keys.Encryption(), SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes256CbcHmacSha512));
    }
}
