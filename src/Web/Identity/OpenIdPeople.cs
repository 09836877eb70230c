using System.Collections.Immutable;
using System.Security.Claims;
using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Learning.Web.Identity;

/// <summary>A person as an application may know them.</summary>
public sealed record OpenIdPerson(Account Account, string Name)
{
    public string Subject => Account.Id.ToString();
}

/// <summary>Says what tokens tell about a person: which account, which member, and with <c>profile</c> the name. Nothing else.</summary>
public sealed class OpenIdPeople(UserManager<Account> users, CoursesDb db, Viewing viewing, SchoolCalendar calendar)
{
    /// <summary>The person behind a signed-in cookie or a subject; null when the account is gone or locked.</summary>
    public async Task<OpenIdPerson?> FindAsync(string? subject, CancellationToken ct)
    {
        if (subject is null || await users.FindByIdAsync(subject) is not { } account || AccountLock.IsLocked(account))
        {
            return null;
        }

        // At the token endpoint there is no cookie: whoever holds the code or the refresh token asks about themselves.
        var member = new MemberId(account.MemberId);
        viewing.Become(await FindViewer.RunAsync(db, member, calendar.Today(), ct));
        var name = await db.Members.Where(m => m.MemberId == member).Select(m => m.Name).SingleOrDefaultAsync(ct);
        return name is null ? null : new OpenIdPerson(account, name);
    }

    /// <param name="authenticatedAt">When the password was given; null when unknown.</param>
    public static ClaimsPrincipal PrincipalOf(OpenIdPerson person, ImmutableArray<string> scopes, long? authenticatedAt)
    {
        var identity = NewIdentity(person.Subject, scopes);
        identity.SetClaim(ViewerMiddleware.MemberClaim, person.Account.MemberId.ToString());
        identity.SetClaim(Claims.Name, person.Name);
        identity.SetClaim(Claims.PreferredUsername, person.Account.UserName);
        identity.SetClaim(Claims.AuthenticationTime, authenticatedAt);
        identity.SetDestinations(DestinationsOf);
        return new ClaimsPrincipal(identity);
    }

    /// <summary>An application that acts for itself.</summary>
    public static ClaimsPrincipal PrincipalOf(string clientId, ImmutableArray<string> scopes)
    {
        var identity = NewIdentity(clientId, scopes);
        identity.SetDestinations(DestinationsOf);
        return new ClaimsPrincipal(identity);
    }

    private static ClaimsIdentity NewIdentity(string subject, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, subject);
        identity.SetScopes(scopes);
        identity.SetResources(OpenIdScopes.Audience);
        return identity;
    }

    private static IEnumerable<string> DestinationsOf(Claim claim) => claim.Type switch
    {
        Claims.Subject => [Destinations.AccessToken, Destinations.IdentityToken],
        ViewerMiddleware.MemberClaim => [Destinations.AccessToken],
        Claims.AuthenticationTime => [Destinations.IdentityToken],
        Claims.Name or Claims.PreferredUsername when claim.Subject!.HasScope(Scopes.Profile) => [Destinations.IdentityToken],
        _ => [],
    };
}
