using System.Globalization;
using System.Security.Claims;
using Learning.Courses;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OpenIddict.Validation.AspNetCore;

namespace Learning.Web.Identity;

/// <summary>Signing in with a password: how long, how often wrong, and what the cookie says.</summary>
public static class SignInSetup
{
    /// <summary>Who is asking: the sign-in cookie on pages, an access token where machines ask.</summary>
    public const string Scheme = "Person";

    /// <summary>When the password was given, in seconds since 1970; kept with the cookie however often it is renewed.</summary>
    public const string AuthenticatedAt = "authenticated-at";

    /// <summary>How long a link with which one sets a password works, unless it is used before.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(3);

    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("lunxun").PersistKeysToDbContext<IdentityDb>();
        services.AddIdentityCore<Account>(o =>
            {
                o.Password.RequiredLength = 8;
                o.Password.RequireNonAlphanumeric = false;
                o.Password.RequireUppercase = false;
                o.Password.RequireLowercase = false;
                o.Password.RequireDigit = false;
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = LockOut;
                o.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
            })
            .AddEntityFrameworkStores<IdentityDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<MemberClaims>()
            .AddErrorDescriber<AccountErrors>();
        services.Configure<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = LinkLifetime);
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, o => o.ForwardDefaultSelector = SchemeFor)
            .AddIdentityCookies();

        // How soon a lock or a new password ends the sessions that are open elsewhere.
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddScoped<NewAccounts>();
        services.AddScoped<MemberAccounts>();
        services.AddScoped<OwnAccount>();
        return services.ConfigureApplicationCookie(o =>
        {
            o.LoginPath = "/sign-in";
            o.LogoutPath = "/sign-out";
            o.AccessDeniedPath = "/error/403";
            o.ReturnUrlParameter = "returnUrl";
            o.Cookie.Name = "lunxun";
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.ExpireTimeSpan = TimeSpan.FromDays(14);
            o.SlidingExpiration = true;
            o.Events.OnSigningIn = context =>
            {
                var now = context.HttpContext.RequestServices.GetRequiredService<SchoolCalendar>().UtcNow();
                context.Properties.Items.TryAdd(AuthenticatedAt, new DateTimeOffset(now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
                return Task.CompletedTask;
            };
            o.Events.OnValidatePrincipal = async context =>
            {
                try
                {
                    await SecurityStampValidator.ValidatePrincipalAsync(context);
                }
                catch (Exception e) when (StorageFailure.Is(e))
                {
                    // The page itself will say that the database cannot be reached; failing here would leave no page at all.
                }
            };
            o.Events.OnRedirectToLogin = context =>
            {
                if (context.Request.Path.StartsWithSegments("/api"))
                {
                    // A program cannot fill in the sign-in page; it must be told that it has none.
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                    return Task.CompletedTask;
                }

                if (!context.Request.Headers.ContainsKey("HX-Request"))
                {
                    context.Response.Redirect(context.RedirectUri);
                    return Task.CompletedTask;
                }

                // A script would follow the redirect and put the sign-in page into a corner of this one. The whole page must go
                // there, and come back to itself.
                var page = Uri.TryCreate(context.Request.Headers["HX-Current-URL"], UriKind.Absolute, out var current) ? current.PathAndQuery : "/";
                context.Response.Headers["HX-Redirect"] = $"{o.LoginPath}?{o.ReturnUrlParameter}={Uri.EscapeDataString(page)}";
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            };
            o.Events.OnRedirectToAccessDenied = context =>
            {
                // Answered in place: a redirect would hide from scripts and tests that the answer was no.
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>
    /// A token opens the API and nothing else: what a person lets an application read must not let it fill in forms in the
    /// person's name.
    /// </summary>
    private static string SchemeFor(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api")
            && context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme
                : IdentityConstants.ApplicationScheme;

    /// <summary>Puts the member's id into the cookie; nothing else about the person is kept there.</summary>
    private sealed class MemberClaims(UserManager<Account> users, IOptions<IdentityOptions> options)
        : UserClaimsPrincipalFactory<Account>(users, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            identity.AddClaim(new Claim(ViewerMiddleware.MemberClaim, user.MemberId.ToString()));
            return identity;
        }
    }
}
