using System.Globalization;
using Learning.Courses;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Web.Demo;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Learning.E2E.RunningSite))]

// One clock for all: a journey that moves it must not do so under another's feet.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Learning.E2E;

/// <summary>
/// The site as "dotnet run" starts it in development: demo district, jobs, movable clock; on a port and in a folder of its own.
/// </summary>
public sealed class RunningSite : IAsyncLifetime
{
    private readonly string dataPath = Directory.CreateTempSubdirectory("lunxun-e2e-").FullName;
    private WebApplication? site;
    private IPlaywright? playwright;

    public string Address { get; private set; } = "";

    public IBrowser Chromium { get; private set; } = null!;

    public DevClock Clock => site!.Services.GetRequiredService<DevClock>();

    public SchoolCalendar Calendar => site!.Services.GetRequiredService<SchoolCalendar>();

    /// <summary>The public key of the site's log.</summary>
    public VerifierKey Key => site!.Services.GetRequiredService<LedgerKeyFile>().FindPublic()!;

    /// <summary>What the site says under this key in the language: a journey looks for what a person reads, wherever the words are changed.</summary>
    public string Text(string language, string key, params object[] args)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var found = site!.Services.GetRequiredService<IStringLocalizer<Text>>()[key, args];
            return found.ResourceNotFound ? throw new InvalidOperationException($"There is no text '{key}'.") : found.Value;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>The services of the site, seeing everything, as a job does.</summary>
    public AsyncServiceScope NewScope()
    {
        var scope = site!.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System);
        return scope;
    }

    public async ValueTask InitializeAsync()
    {
        site = Site.Build(
        [
            "--environment=Development", "--applicationName=Learning.Web", $"--contentRoot={WebProject()}", "--Urls=http://127.0.0.1:0", $"--Data:Path={dataPath}", "--Demo=true",
            $"--Content:Path={LayOutCourses()}",
            "--Logging:LogLevel:Default=Warning",
        ]);
        await SeedAsync();
        await Serving.PrepareAsync(site);
        await site.StartAsync();
        Address = site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        playwright = await Playwright.CreateAsync();
        Chromium = await Browser.StartAsync(playwright);
    }

    public async ValueTask DisposeAsync()
    {
        await Chromium.DisposeAsync();
        playwright?.Dispose();
        await site!.StopAsync();
        await site.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(dataPath, recursive: true);
    }

    /// <summary>A smaller district than that of a new site: the journeys need people, not crowds.</summary>
    private async Task SeedAsync()
    {
        await using var scope = NewScope();
        await scope.ServiceProvider.GetRequiredService<Migrations>().ApplyAsync(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<SeedDemo>().RunAsync(320, 16, SeedDemo.Seed, CancellationToken.None);
    }

    /// <summary>The real courses and one for the journeys, in a folder of their own: authors write there.</summary>
    private string LayOutCourses()
    {
        var place = Path.Combine(dataPath, "content");
        foreach (var from in new[] { Path.Combine(Root(), "content"), Path.Combine(Root(), "e2e", "content") })
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(place, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }

        return place;
    }

    private static string WebProject() => Path.Combine(Root(), "src", "Web");

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Learning.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))
                ?? throw new InvalidOperationException("Learning.sln not found above the tests.");
        }

        return folder;
    }
}
