using OpenIddict.Abstractions;

namespace Learning.Web.Identity;

/// <summary>What an application may ask a person for. "Scope." + name says on the consent page what it means.</summary>
public static class OpenIdScopes
{
    /// <summary>The member's own standing: what is owed, by when, and what is done.</summary>
    public const string LearningRead = "learning.read";

    /// <summary>Coverage figures and names of the units that the person, or the application itself, answers for.</summary>
    public const string CoverageRead = "coverage.read";

    /// <summary>The audience of access tokens: this site's own API.</summary>
    public const string Audience = "lunxun-api";

    /// <summary>Without <c>openid</c>, which every OpenID Connect application has.</summary>
    public static IReadOnlyList<string> Grantable { get; } =
        [OpenIddictConstants.Scopes.Profile, LearningRead, CoverageRead, OpenIddictConstants.Scopes.OfflineAccess];
}
