using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using OpenIddict.Server.AspNetCore;

namespace Learning.Web.Features.Connect;

/// <summary>What the endpoints of OpenID Connect have in common.</summary>
internal static class Protocol
{
    public const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>The field of our own pages that carries the person's answer. See <see cref="AnswersAttribute"/>.</summary>
    public const string Decision = "decision";

    /// <summary>Marks the way back from the sign-in page.</summary>
    public const string Returning = "returning";

    /// <summary>Tells the application no, in the words of the protocol.</summary>
    public static ForbidResult Refuse(string error) => new(
        Scheme,
        new AuthenticationProperties(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
        }));

    /// <summary>What the application has sent, to be sent again with the person's answer.</summary>
    public static List<KeyValuePair<string, string>> Sent(this HttpRequest request)
    {
        IEnumerable<KeyValuePair<string, StringValues>> all = request.HasFormContentType ? request.Form : request.Query;
        return
        [
            .. all.Where(p => p.Key is not ("__RequestVerificationToken" or Decision or Returning))
                .SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value ?? "")),
        ];
    }
}
