using System.Globalization;
using System.Security.Claims;
using Learning.Courses;
using Learning.Web.Hosting;
using Learning.Web.Identity;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Learning.Web.Features.Connect;

/// <summary>Where an application sends a person to sign in. OpenIddict has checked the request before an action runs.</summary>
[AllowAnonymous]
public sealed class ConnectController(
    OpenIdPeople people, OpenIdConsents consents, IOpenIddictApplicationManager applications, SchoolCalendar calendar) : Controller
{
    private OpenIddictRequest Asked =>
        HttpContext.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("The request did not pass the OpenID Connect server.");

    // POST too: the standard lets applications post their request; it changes nothing, so it needs no token of a form of ours.
    [HttpGet("/connect/authorize"), HttpPost("/connect/authorize")]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> Authorize(CancellationToken ct)
    {
        var session = await HttpContext.AuthenticateAsync();
        var person = await people.FindAsync(session.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), ct);
        if (person is null || MustSignInAgain(session))
        {
            return await SignInFirstAsync(session);
        }

        var application = await ApplicationAsync(ct);
        var given = await consents.FindAsync(person.Subject, application, Asked.GetScopes(), ct);
        if (given is not null && !Asked.HasPromptValue(PromptValues.Consent) && !Request.Query.ContainsKey(Protocol.Returning))
        {
            return LetIn(person, session, given);
        }

        return Asked.HasPromptValue(PromptValues.None)
            ? Protocol.Refuse(OpenIddictConstants.Errors.ConsentRequired)
            : await ConsentPageAsync(person, application, given is not null, ct);
    }

    [HttpPost("/connect/authorize"), Answers(Protocol.Decision)]
    public async Task<IActionResult> Decide([FromForm] string decision, CancellationToken ct)
    {
        var session = await HttpContext.AuthenticateAsync();
        var person = await people.FindAsync(session.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), ct);
        if (person is null)
        {
            return await SignInFirstAsync(session);
        }

        if (decision != "allow")
        {
            return Protocol.Refuse(OpenIddictConstants.Errors.AccessDenied);
        }

        var principal = OpenIdPeople.PrincipalOf(person, Asked.GetScopes(), AuthenticatedAt(session));
        var given = await consents.RememberAsync(principal, await ApplicationAsync(ct), ct);
        return LetIn(person, session, given);
    }

    /// <param name="given">The remembered consent; the tokens end with it.</param>
    private Microsoft.AspNetCore.Mvc.SignInResult LetIn(OpenIdPerson person, AuthenticateResult session, string? given)
    {
        var principal = OpenIdPeople.PrincipalOf(person, Asked.GetScopes(), AuthenticatedAt(session));
        principal.SetAuthorizationId(given);
        return SignIn(principal, Protocol.Scheme);
    }

    private async Task<ViewResult> ConsentPageAsync(OpenIdPerson person, object application, bool known, CancellationToken ct)
    {
        var target = new Uri(Asked.RedirectUri!);
        Response.AllowFormTo(target);
        var name = await applications.GetLocalizedDisplayNameAsync(application, ct) ?? Asked.ClientId!;
        var scopes = Asked.GetScopes().Intersect(OpenIdScopes.Grantable, StringComparer.Ordinal);
        return View("~/Features/Connect/Consent.cshtml", new ConsentPage(name, target.IsLoopback ? null : target.Host, person.Name, [.. scopes], known, Request.Sent()));
    }

    private async Task<IActionResult> SignInFirstAsync(AuthenticateResult session)
    {
        if (Asked.HasPromptValue(PromptValues.None))
        {
            return Protocol.Refuse(OpenIddictConstants.Errors.LoginRequired);
        }

        if (session.Succeeded)
        {
            // Asked to prove anew who it is: the old session would be taken for the answer.
            await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }

        var parameters = Request.Sent().FindAll(p => p.Key is not (OpenIddictConstants.Parameters.Prompt or OpenIddictConstants.Parameters.MaxAge));
        var prompts = Asked.GetPromptValues().Remove(PromptValues.Login);
        if (!prompts.IsEmpty)
        {
            parameters.Add(new(OpenIddictConstants.Parameters.Prompt, string.Join(' ', prompts)));
        }

        // The page shown on the way back carries its own form: a redirect from the sign-in form straight to the application
        // would be stopped by the browser (form-action).
        parameters.Add(new(Protocol.Returning, "1"));
        var back = Request.PathBase + Request.Path + QueryString.Create(parameters.Select(p => KeyValuePair.Create<string, string?>(p.Key, p.Value)));
        return Challenge(new AuthenticationProperties { RedirectUri = back });
    }

    private bool MustSignInAgain(AuthenticateResult session)
    {
        if (Asked.HasPromptValue(PromptValues.Login))
        {
            return true;
        }

        var now = new DateTimeOffset(calendar.UtcNow()).ToUnixTimeSeconds();
        return Asked.MaxAge is { } maxAge && AuthenticatedAt(session) is { } since && now - since > maxAge;
    }

    private async Task<object> ApplicationAsync(CancellationToken ct) =>
        await applications.FindByClientIdAsync(Asked.ClientId!, ct) ?? throw new InvalidOperationException("The application was removed while it asked.");

    private static long? AuthenticatedAt(AuthenticateResult session) =>
        long.TryParse(session.Properties?.GetString(SignInSetup.AuthenticatedAt), CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}

/// <param name="Host">Where the person is sent back to; null for a program on the person's own machine.</param>
/// <param name="Known">The person has let it in before, for the same.</param>
public sealed record ConsentPage(
    string Application, string? Host, string Person, IReadOnlyList<string> Scopes, bool Known, IReadOnlyList<KeyValuePair<string, string>> Parameters);
