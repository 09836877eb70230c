using Learning.Courses;
using OpenIddict.Abstractions;
using Quartz;

namespace Learning.Web.Jobs;

/// <summary>Forgets codes and tokens that no longer open anything, a fortnight after they ended, so that the table does not grow for ever.</summary>
[DisallowConcurrentExecution]
public sealed class PruneTokensJob(IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations, SchoolCalendar calendar) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var before = new DateTimeOffset(calendar.UtcNow().AddDays(-14));
        context.Did(await tokens.PruneAsync(before, cancellationToken) + await authorizations.PruneAsync(before, cancellationToken));
    }
}
