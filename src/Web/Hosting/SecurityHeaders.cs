namespace Learning.Web.Hosting;

/// <summary>
/// Headers that make the browser a second guard. The policy allows nothing but our own files: no inline script, no inline
/// style, no frame, no other host; a page that needs more is wrong.
/// </summary>
public static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // What a person saw while signed in must not come back from a cache after signing out on a shared machine.
        // Set last, so that what may be cached (built files, tiles of the ledger) can say so itself.
        context.Response.OnStarting(() =>
        {
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>
    /// Lets a form on this page lead to one other place: browsers apply form-action also to the redirect that answers the form,
    /// and after a consent that is the application's address.
    /// </summary>
    public static void AllowFormTo(this HttpResponse response, Uri target)
    {
        // An address in brackets (IPv6) cannot be written in the policy; its scheme can.
        var source = target.Scheme is "http" or "https" && target.HostNameType != UriHostNameType.IPv6
            ? target.GetLeftPart(UriPartial.Authority)
            : target.Scheme + ":";
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy.Replace("form-action 'self'", $"form-action 'self' {source}", StringComparison.Ordinal);
    }
}
