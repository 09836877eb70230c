using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;

namespace Learning.Web.Hosting;

/// <summary>How often one address may try what is worth guessing. The lock-out of an account stands beside it: this slows down one guesser, that one guarded.</summary>
public static class Limits
{
    /// <summary>Signing in: a hall of people behind one address must get in, a program that guesses must not.</summary>
    public const string SignIn = nameof(SignIn);

    /// <summary>Codes shown in class: five tries in ten minutes for one person.</summary>
    public const string ClassCode = nameof(ClassCode);

    /// <summary>Changing the own password: whoever finds a signed-in device must not find out the password too.</summary>
    public const string OwnPassword = nameof(OwnPassword);

    public static IServiceCollection AddLimits(this IServiceCollection services) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        o.OnRejected = (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            {
                context.HttpContext.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            return ValueTask.CompletedTask;
        };
        o.AddPolicy(SignIn, context => Window(context.Connection.RemoteIpAddress?.ToString() ?? "", 60, TimeSpan.FromMinutes(1)));
        o.AddPolicy(OwnPassword, context => Window(context.User.Identity?.Name ?? "", 10, TimeSpan.FromMinutes(5)));
        o.AddPolicy(ClassCode, context => Window(context.User.FindFirstValue(ViewerMiddleware.MemberClaim) ?? "", 5, TimeSpan.FromMinutes(10)));
    });

    private static RateLimitPartition<string> Window(string who, int permits, TimeSpan window) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window });
}
