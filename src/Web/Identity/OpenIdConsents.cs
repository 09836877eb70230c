using System.Collections.Immutable;
using System.Security.Claims;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Learning.Web.Identity;

/// <summary>An application that a person has let in.</summary>
public sealed record GivenConsent(string ApplicationId, string Application, IReadOnlyList<string> Scopes, DateTimeOffset? Since);

/// <summary>Which applications a person has let in, and for what. Remembered until taken back.</summary>
public sealed class OpenIdConsents(
    IOpenIddictApplicationManager applications, IOpenIddictAuthorizationManager authorizations, IOpenIddictTokenManager tokens)
{
    /// <summary>The id of the remembered consent that covers the scopes, or null.</summary>
    public async Task<string?> FindAsync(string subject, object application, ImmutableArray<string> scopes, CancellationToken ct)
    {
        if (await IsForgottenAsync(application, ct))
        {
            return null;
        }

        var client = await applications.GetIdAsync(application, ct);
        await foreach (var given in authorizations.FindAsync(subject, client, Statuses.Valid, AuthorizationTypes.Permanent, scopes, ct))
        {
            return await authorizations.GetIdAsync(given, ct);
        }

        return null;
    }

    /// <summary>Remembers that the person has said yes, once for the same application and scopes.</summary>
    /// <returns>The id of the consent; null when it holds for this time only.</returns>
    public async Task<string?> RememberAsync(ClaimsPrincipal principal, object application, CancellationToken ct)
    {
        if (await IsForgottenAsync(application, ct))
        {
            return null;
        }

        var subject = principal.GetClaim(Claims.Subject)!;
        if (await FindAsync(subject, application, principal.GetScopes(), ct) is { } known)
        {
            return known;
        }

        var client = (await applications.GetIdAsync(application, ct))!;
        var given = await authorizations.CreateAsync(principal, subject, client, AuthorizationTypes.Permanent, principal.GetScopes(), ct);
        return await authorizations.GetIdAsync(given, ct);
    }

    public async Task<IReadOnlyList<GivenConsent>> ListAsync(string subject, CancellationToken ct)
    {
        var list = new List<GivenConsent>();
        await foreach (var given in authorizations.FindBySubjectAsync(subject, ct))
        {
            if (await authorizations.HasStatusAsync(given, Statuses.Valid, ct)
                && await authorizations.GetApplicationIdAsync(given, ct) is { } id
                && await applications.FindByIdAsync(id, ct) is { } application)
            {
                list.Add(new GivenConsent(
                    id,
                    await applications.GetLocalizedDisplayNameAsync(application, ct) ?? "",
                    await authorizations.GetScopesAsync(given, ct),
                    await authorizations.GetCreationDateAsync(given, ct)));
            }
        }

        return
        [
            .. list.GroupBy(g => g.ApplicationId, StringComparer.Ordinal)
                .Select(g => g.First() with { Scopes = [.. g.SelectMany(c => c.Scopes).Distinct(StringComparer.Ordinal)], Since = g.Min(c => c.Since) })
                .OrderBy(g => g.Application, StringComparer.CurrentCulture),
        ];
    }

    /// <summary>Takes back whatever the person has let the application do; its tokens end at once.</summary>
    /// <returns>False when the person has let in no such application.</returns>
    public async Task<bool> WithdrawAsync(string subject, string applicationId, CancellationToken ct)
    {
        var ended = await authorizations.RevokeAsync(subject, applicationId, Statuses.Valid, type: null, ct);
        await tokens.RevokeAsync(subject, applicationId, Statuses.Valid, type: null, ct);
        return ended > 0;
    }

    /// <summary>Ends what every application holds for the person: the account has been locked, or its password given anew.</summary>
    public async Task EndSessionsAsync(string subject, CancellationToken ct) => await tokens.RevokeBySubjectAsync(subject, ct);

    /// <summary>Destroys every consent and every token of the person; the account is about to go.</summary>
    public async Task ForgetAsync(string subject, CancellationToken ct)
    {
        // Read before anything is deleted: a connection does one thing at a time.
        foreach (var token in await tokens.FindBySubjectAsync(subject, ct).ToListAsync(ct))
        {
            await tokens.DeleteAsync(token, ct);
        }

        foreach (var given in await authorizations.FindBySubjectAsync(subject, ct).ToListAsync(ct))
        {
            await authorizations.DeleteAsync(given, ct);
        }
    }

    /// <summary>
    /// A program on the person's own machine is asked about every time: nothing proves that it is the program it says it is
    /// (RFC 8252, 8.6).
    /// </summary>
    private ValueTask<bool> IsForgottenAsync(object application, CancellationToken ct) =>
        applications.HasApplicationTypeAsync(application, ApplicationTypes.Native, ct);
}
