using Learning.Courses.Organisation;
using Microsoft.AspNetCore.Authorization;

namespace Learning.Web.Hosting;

/// <summary>
/// Who may open which screens. What they then see on them is cut down by the scope of CoursesDb. A test fails on an action
/// that names none of these.
/// </summary>
public static class Policies
{
    /// <summary>Any person of the roster who has signed in.</summary>
    public const string Member = nameof(Member);

    /// <summary>Answers for members: branch secretaries and the organisers above them.</summary>
    public const string Secretary = nameof(Secretary);

    /// <summary>Plans classes and watches coverage: town and district organisers.</summary>
    public const string Organiser = nameof(Organiser);

    /// <summary>Writes or reviews courses.</summary>
    public const string Author = nameof(Author);

    /// <summary>Keeps roster and accounts.</summary>
    public const string Administrator = nameof(Administrator);

    /// <summary>Answers for the numbers of the whole site: who keeps it, and who reports them upward.</summary>
    public const string Overseer = nameof(Overseer);

    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddScoped<IAuthorizationHandler, PostsHandler>();
        return services.AddAuthorizationBuilder()
            .AddPolicy(Member, p => p.AddRequirements(new PostsRequirement()))
            .AddPolicy(Secretary, p => p.AddRequirements(new PostsRequirement(PostKind.BranchSecretary, PostKind.TownOrganiser, PostKind.DistrictOrganiser)))
            .AddPolicy(Organiser, p => p.AddRequirements(new PostsRequirement(PostKind.TownOrganiser, PostKind.DistrictOrganiser)))
            .AddPolicy(Author, p => p.AddRequirements(new PostsRequirement(PostKind.Author, PostKind.Reviewer)))
            .AddPolicy(Administrator, p => p.AddRequirements(new PostsRequirement(PostKind.Administrator)))
            .AddPolicy(Overseer, p => p.AddRequirements(new PostsRequirement(PostKind.Administrator, PostKind.DistrictOrganiser)))
            .Services;
    }

    /// <summary>Holds one of the posts today; with none named, being a member is enough.</summary>
    private sealed class PostsRequirement(params PostKind[] posts) : IAuthorizationRequirement
    {
        public bool IsMetBy(Viewer viewer) => viewer.MemberId is not null && (posts.Length == 0 || viewer.Holds(posts));
    }

    private sealed class PostsHandler(Viewing viewing) : AuthorizationHandler<PostsRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PostsRequirement requirement)
        {
            if (requirement.IsMetBy(viewing.Current))
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }
    }
}
