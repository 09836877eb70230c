using Learning.Courses.Organisation;
using Learning.Courses.Quizzes;
using Learning.Web.Identity;
using Learning.Web.Demo;
using Learning.Web.Verbs;
using Microsoft.AspNetCore.Connections;

namespace Learning.Web.Hosting;

/// <summary>Serving the site: what must be true before the first request is answered.</summary>
public static partial class Serving
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var site = Site.Build(args);
        if (!await PrepareAsync(site))
        {
            return CommandLine.CouldNotRun;
        }

        try
        {
            await site.RunAsync();
            return CommandLine.Success;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            // The second start of the same site, most often: whoever typed the command needs to know what to do, not where we threw.
            await Console.Error.WriteLineAsync($"{e.Message} Stop the other program, or choose another address: --Urls http://localhost:5081");
            return CommandLine.CouldNotRun;
        }
    }

    /// <summary>
    /// A new database is made and filled; an old one is brought up to date in development only. In production that is the
    /// operator's decision, because it should follow a backup: then the answer is false, and the reason has been printed.
    /// </summary>
    public static async Task<bool> PrepareAsync(WebApplication site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System);
        var migrations = scope.ServiceProvider.GetRequiredService<Migrations>();
        var stopping = site.Lifetime.ApplicationStopping;
        if (site.Environment.IsDevelopment() || await migrations.IsNewAsync(stopping))
        {
            await migrations.ApplyAsync(stopping);
        }
        else if (await migrations.PendingAsync(stopping) is { Count: > 0 } pending)
        {
            await Console.Error.WriteLineAsync(
                $"The database is older than this program ({string.Join(", ", pending)}). Make a backup, then run the verb 'migrate'.");
            return false;
        }

        if (await scope.ServiceProvider.GetRequiredService<GiveBackDowntime>().RunAsync(stopping) is { Sittings: > 0 } down)
        {
            LogGivenBack(site.Logger, down.From, down.To, down.Sittings);
        }

        if (scope.ServiceProvider.GetRequiredService<SiteSettings>().Demo)
        {
            await scope.ServiceProvider.GetRequiredService<SeedDemo>().RunAsync(SeedDemo.Members, SeedDemo.Branches, SeedDemo.Seed, stopping);
        }
        else
        {
            await FirstStart.AnnounceAsync(site, scope.ServiceProvider.GetRequiredService<IdentityDb>(), stopping);
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The site was down from {From:u} to {To:u}: the time was given back to {Count} open sittings")]
    private static partial void LogGivenBack(ILogger logger, DateTime from, DateTime to, int count);
}
