using Learning.Courses.Organisation;
using Learning.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OpenIddict.Abstractions;

namespace Learning.Web.Features.Api;

/// <summary>
/// The interface for other programs: who may ask what, and its description at /openapi/v1.json. A token needs the scope; a
/// person with the sign-in cookie asks for themselves and needs none.
/// </summary>
public static class ApiSetup
{
    /// <summary>Who the person is.</summary>
    public const string Profile = "Api.Profile";

    /// <summary>What the person has to study and has studied.</summary>
    public const string Learning = "Api.Learning";

    /// <summary>Coverage of units; an application may ask for itself.</summary>
    public const string Coverage = "Api.Coverage";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddScoped<IAuthorizationHandler, ScopeHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Profile, p => p.AddRequirements(new ScopeRequirement(OpenIddictConstants.Scopes.Profile, ForMembers: true)))
            .AddPolicy(Learning, p => p.AddRequirements(new ScopeRequirement(OpenIdScopes.LearningRead, ForMembers: true)))
            .AddPolicy(Coverage, p => p.AddRequirements(new ScopeRequirement(OpenIdScopes.CoverageRead, ForMembers: false)));
        return services.AddOpenApi("v1", o =>
        {
            o.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            o.AddDocumentTransformer(DescribeAsync);
        });
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info.Title = "Lunxun";
        document.Info.Version = "1";
        var flows = new OpenApiOAuthFlows
        {
            AuthorizationCode = new OpenApiOAuthFlow
            {
                AuthorizationUrl = new Uri("/connect/authorize", UriKind.Relative),
                TokenUrl = new Uri("/connect/token", UriKind.Relative),
                RefreshUrl = new Uri("/connect/token", UriKind.Relative),
                Scopes = OpenIdScopes.Grantable.ToDictionary(s => s, _ => ""),
            },
            ClientCredentials = new OpenApiOAuthFlow
            {
                TokenUrl = new Uri("/connect/token", UriKind.Relative),
                Scopes = new Dictionary<string, string> { [OpenIdScopes.CoverageRead] = "" },
            },
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes["openid"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.OAuth2, Flows = flows };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("openid", document)] = [] }];
        return Task.CompletedTask;
    }

    private sealed record ScopeRequirement(string Scope, bool ForMembers) : IAuthorizationRequirement;

    private sealed class ScopeHandler(Viewing viewing) : AuthorizationHandler<ScopeRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
        {
            var byToken = context.User.HasClaim(c => c.Type == OpenIddictConstants.Claims.Private.TokenType);
            var granted = byToken ? context.User.HasScope(requirement.Scope) : viewing.Current.MemberId is not null;
            if (granted && (viewing.Current.MemberId is not null || !requirement.ForMembers))
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }
    }
}
