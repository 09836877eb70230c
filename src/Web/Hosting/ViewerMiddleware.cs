using System.Security.Claims;
using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Web.Identity;
using Microsoft.AspNetCore.Diagnostics;
using OpenIddict.Abstractions;

namespace Learning.Web.Hosting;

/// <summary>
/// Tells CoursesDb who is asking, before anything else reads from it. The cookie or token only says which person; posts are
/// read anew at every request, so that rights end on the day a post ends.
/// </summary>
public sealed class ViewerMiddleware(RequestDelegate next)
{
    /// <summary>The claim that carries the member's id, in the sign-in cookie and in access tokens.</summary>
    public const string MemberClaim = "member";

    public async Task InvokeAsync(HttpContext context, Viewing viewing, CoursesDb db, SchoolCalendar calendar)
    {
        if (context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The error page asks nothing of a database that may be the reason for it; who asks was settled the first time.
        }
        else if (Guid.TryParse(context.User.FindFirstValue(MemberClaim), out var member))
        {
            viewing.Become(await FindViewer.RunAsync(db, new MemberId(member), calendar.Today(), context.RequestAborted));
        }
        else if (context.User.FindFirstValue(OpenIddictConstants.Claims.ClientId) is { } application)
        {
            // A token without a member: the application asks for itself.
            var clients = context.RequestServices.GetRequiredService<OpenIdClients>();
            viewing.Become(await clients.ViewerOfAsync(application, context.RequestAborted));
        }

        await next(context);
    }
}
