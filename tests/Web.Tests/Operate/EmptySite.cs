using Learning.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Web.Tests.Operate;

/// <summary>The real site as it is after installing: migrated, empty, nobody's. For tests that break it, each has its own.</summary>
internal sealed class EmptySite : WebApplicationFactory<Program>
{
    public string DataPath { get; } = Directory.CreateTempSubdirectory("lunxun-empty-").FullName;

    public string DatabaseFile => Path.Combine(DataPath, "lunxun.db");

    /// <summary>The address that a start of an empty site prints.</summary>
    public string FirstStartLink() => "/first-start?token=" + Services.GetRequiredService<FirstStart>().Issue();

    /// <summary>A browser that reads English.</summary>
    public HttpClient Browser()
    {
        var client = CreateDefaultClient(new CookieJar());
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(DataPath, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Data:Path", DataPath);
        builder.ConfigureLogging(l => l.SetMinimumLevel(LogLevel.Critical));
    }
}
