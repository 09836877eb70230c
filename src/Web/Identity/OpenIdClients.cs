using System.Collections.Immutable;
using System.Security.Cryptography;
using Learning.Courses.Organisation;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Learning.Web.Identity;

/// <summary>An application that may use this site's accounts or API.</summary>
/// <param name="Secret">Null for an application that runs in people's hands and can keep no secret.</param>
/// <param name="Redirects">Where people are sent back to; with none, the application acts only for itself.</param>
/// <param name="UnitPath">What the application sees when it acts for itself; null is nothing.</param>
public sealed record OpenIdClient(
    string Id, string Name, string? Secret, IReadOnlyList<Uri> Redirects, IReadOnlyList<Uri> SignOutRedirects, string? UnitPath = null);

/// <summary>Registers applications. Only an operator can: there is no page for it, and no self-registration.</summary>
public sealed class OpenIdClients(IOpenIddictApplicationManager applications)
{
    private const string UnitSetting = "lunxun:unit";

    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <returns>False when the id is taken; nothing is changed then.</returns>
    public async Task<bool> AddAsync(OpenIdClient client, CancellationToken ct)
    {
        foreach (var redirect in client.Redirects.Concat(client.SignOutRedirects).Where(r => !IsSafe(r)))
        {
            throw new ArgumentException($"{redirect} is not a safe address: https, http on this machine, or a scheme of the application's own.");
        }

        if (await applications.FindByClientIdAsync(client.Id, ct) is not null)
        {
            return false;
        }

        await applications.CreateAsync(Describe(client), ct);
        return true;
    }

    public async Task<bool> RemoveAsync(string id, CancellationToken ct)
    {
        if (await applications.FindByClientIdAsync(id, ct) is not { } application)
        {
            return false;
        }

        await applications.DeleteAsync(application, ct);
        return true;
    }

    public async Task<IReadOnlyList<(string Id, string Name)>> ListAsync(CancellationToken ct)
    {
        var found = new List<(string, string)>();
        await foreach (var application in applications.ListAsync(count: 200, offset: null, ct))
        {
            found.Add((await applications.GetClientIdAsync(application, ct) ?? "", await applications.GetDisplayNameAsync(application, ct) ?? ""));
        }

        return found;
    }

    /// <summary>Who asks when an application acts for itself: nobody's member, with the view of the unit it was registered for.</summary>
    public async Task<Viewer> ViewerOfAsync(string id, CancellationToken ct)
    {
        var settings = await applications.FindByClientIdAsync(id, ct) is { } application
            ? await applications.GetSettingsAsync(application, ct)
            : ImmutableDictionary<string, string>.Empty;
        return settings.TryGetValue(UnitSetting, out var unit) ? Viewer.OfApplication(unit) : Viewer.Nobody;
    }

    private static OpenIddictApplicationDescriptor Describe(OpenIdClient client)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = client.Id,
            ClientSecret = client.Secret,
            DisplayName = client.Name,
            ClientType = client.Secret is null ? ClientTypes.Public : ClientTypes.Confidential,
            ConsentType = ConsentTypes.Explicit,

            // A program on somebody's machine listens on whatever port is free (RFC 8252, 7.3).
            ApplicationType = client.Redirects.Any(r => r.Scheme != Uri.UriSchemeHttps) ? ApplicationTypes.Native : ApplicationTypes.Web,
            Permissions = { Permissions.Endpoints.Token, Permissions.Endpoints.Revocation },
        };
        descriptor.RedirectUris.UnionWith(client.Redirects);
        descriptor.PostLogoutRedirectUris.UnionWith(client.SignOutRedirects);
        descriptor.AddScopePermissions([.. OpenIdScopes.Grantable]);
        if (client.Redirects.Count > 0)
        {
            descriptor.AddGrantTypePermissions(GrantTypes.AuthorizationCode, GrantTypes.RefreshToken);
            descriptor.Permissions.UnionWith(
                [Permissions.Endpoints.Authorization, Permissions.Endpoints.EndSession, Permissions.ResponseTypes.Code]);
        }

        if (client.Secret is not null)
        {
            descriptor.AddGrantTypePermissions(GrantTypes.ClientCredentials);
        }

        if (client.UnitPath is { } unit)
        {
            descriptor.Settings[UnitSetting] = unit;
        }

        return descriptor;
    }

    /// <summary>Where a code may be sent without being read on the way. A scheme with a dot belongs to the owner of the domain it names.</summary>
    private static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri && address.Fragment.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) || address.Scheme.Contains('.', StringComparison.Ordinal));
}
