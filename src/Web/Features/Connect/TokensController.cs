using Learning.Web.Identity;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Learning.Web.Features.Connect;

/// <summary>What applications ask without a person before the screen. OpenIddict has checked client, code and verifier before an action runs.</summary>
public sealed class TokensController(OpenIdPeople people) : Controller
{
    [HttpPost("/connect/token")]
    [AllowAnonymous]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> Exchange(CancellationToken ct)
    {
        var request = HttpContext.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("The request did not pass the OpenID Connect server.");
        if (request.IsClientCredentialsGrantType())
        {
            // Without a person there is nobody whose profile or learning could be read.
            var scopes = request.GetScopes().Intersect([OpenIdScopes.CoverageRead], StringComparer.Ordinal);
            return SignIn(OpenIdPeople.PrincipalOf(request.ClientId!, [.. scopes]), Protocol.Scheme);
        }

        var granted = (await HttpContext.AuthenticateAsync(Protocol.Scheme)).Principal!;
        if (await people.FindAsync(granted.GetClaim(Claims.Subject), ct) is not { } person)
        {
            return Protocol.Refuse(OpenIddictConstants.Errors.InvalidGrant);
        }

        // Made anew and not copied: a name corrected since is told as it is now.
        var since = long.TryParse(granted.GetClaim(Claims.AuthenticationTime), out var seconds) ? seconds : (long?)null;
        var principal = OpenIdPeople.PrincipalOf(person, granted.GetScopes(), since);
        principal.SetAuthorizationId(granted.GetAuthorizationId());
        return SignIn(principal, Protocol.Scheme);
    }

    [HttpGet("/connect/userinfo"), HttpPost("/connect/userinfo")]
    [Authorize(AuthenticationSchemes = Protocol.Scheme)]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> Person(CancellationToken ct)
    {
        if (await people.FindAsync(User.GetClaim(Claims.Subject), ct) is not { } person)
        {
            return Protocol.Refuse(OpenIddictConstants.Errors.InvalidToken);
        }

        var claims = new Dictionary<string, object?>(StringComparer.Ordinal) { [Claims.Subject] = person.Subject };
        if (User.HasScope(Scopes.Profile))
        {
            claims[Claims.Name] = person.Name;
            claims[Claims.PreferredUsername] = person.Account.UserName;
        }

        return Json(claims);
    }
}
