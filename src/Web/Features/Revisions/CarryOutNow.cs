using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Web.Hosting;

namespace Learning.Web.Features.Revisions;

/// <summary>
/// Carries out at once what a reviewer has just decided, so that the next page shows it. As the system, for it writes for
/// everybody; and only for a while: the job does what is left, and everything should this fail.
/// </summary>
public sealed partial class CarryOutNow(IServiceScopeFactory scopes, ILogger<CarryOutNow> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public async Task RunAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System);

        // Not the request's token: a reader who goes away has decided all the same.
        using var enough = new CancellationTokenSource(Patience);
        try
        {
            await scope.ServiceProvider.GetRequiredService<CarryOutRevisions>().RunAsync(enough.Token);
        }
        catch (Exception e) when (e is OperationCanceledException || StorageFailure.Is(e))
        {
            LogLeft(log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A revision is left to the job")]
    private static partial void LogLeft(ILogger logger, Exception reason);
}
