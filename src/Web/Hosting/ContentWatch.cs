using System.Data.Common;
using Learning.Courses.Catalogue;
using Learning.Courses.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Learning.Web.Hosting;

/// <summary>
/// Reads the content folder again after a file was saved, and stores the new editions. One on every node, unlike a job: each
/// node shows its own snapshot.
/// </summary>
public sealed partial class ContentWatch(ContentFolder content, IServiceScopeFactory scopes, ILogger<ContentWatch> log) : BackgroundService
{
    /// <summary>An editor saves in several steps, and a copied folder in many.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The site starts while the courses are read.
        try
        {
            await WatchAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A start that fails elsewhere disposes us before the host is "stopping", and would call this a failure of ours.
        }
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        while (!Directory.Exists(content.Root))
        {
            LogMissing(log, content.Root);
            await Task.Delay(Retry, stoppingToken);
        }

        // By looking every few seconds: notices of the file system do not cross mounts, and content is often mounted.
        using var files = new PhysicalFileProvider(content.Root) { UsePollingFileWatcher = true, UseActivePolling = true };
        while (!stoppingToken.IsCancellationRequested)
        {
            // Asked for before reading, so that what is saved while we read is not missed.
            var change = ChangeOf(files.Watch("**/*"));
            var snapshot = content.Reload();
            LogRead(log, snapshot.Courses.Count, snapshot.Problems.Count);
            await KeepAsync(stoppingToken);
            await change.WaitAsync(stoppingToken);
            await Task.Delay(Settling, stoppingToken);
        }
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System);
                await scope.ServiceProvider.GetRequiredService<KeepEditions>().RunAsync(ct);
                return;
            }
            catch (Exception e) when (e is DbException or DbUpdateException)
            {
                LogNotKept(log, e);
                await Task.Delay(Retry, ct);
            }
        }
    }

    private static Task ChangeOf(IChangeToken token)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.RegisterChangeCallback(_ => changed.TrySetResult(), null);
        return changed.Task;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Read {Courses} courses; {Problems} problems")]
    private static partial void LogRead(ILogger logger, int courses, int problems);

    [LoggerMessage(Level = LogLevel.Error, Message = "The content folder {Folder} does not exist; there are no courses until it does")]
    private static partial void LogMissing(ILogger logger, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The editions of the courses could not be stored; trying again")]
    private static partial void LogNotKept(ILogger logger, Exception e);
}
