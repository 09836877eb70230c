using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Learning.Web.Tests.Operate;

public sealed class HealthTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_that_serves_is_alive_and_ready()
    {
        await using var site = new EmptySite();
        using var client = site.CreateClient();

        Assert.Equal("ok\n", await client.GetStringAsync("/healthz", Ct));
        Assert.Equal("ok\ndatabase: ok\nschedule: ok\n", await ReadyAsync(client));
    }

    [Fact]
    public async Task Without_its_database_it_is_alive_but_not_ready_and_says_why()
    {
        await using var site = new EmptySite();
        using var client = site.CreateClient();
        StopDatabase(site);

        var ready = await client.GetAsync("/readyz", Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("database: cannot be reached", await ready.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz", Ct)).StatusCode);
    }

    [Fact]
    public async Task Without_its_schedule_it_is_not_ready()
    {
        await using var site = new EmptySite();
        using var client = site.CreateClient();
        await ReadyAsync(client);
        await (await site.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Ct)).Standby(Ct);

        Assert.Contains("schedule: is Standby", await (await client.GetAsync("/readyz", Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_database_is_said_in_the_readers_language_and_nothing_is_called_saved()
    {
        await using var site = new EmptySite();
        using var browser = site.Browser();
        var link = site.FirstStartLink();
        await browser.GetAsync(link, Ct);
        StopDatabase(site);

        foreach (var (language, words) in new[] { ("en", "What you just did was not saved"), ("zh-CN", "没有保存") })
        {
            browser.DefaultRequestHeaders.AcceptLanguage.Clear();
            browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            var answer = await TestSite.PostAsync(browser, "/sign-in", "/sign-in", ("Name", "A0001"), ("Password", "whatever"));

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains(words, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_is_signed_in_is_told_too_when_the_database_stops()
    {
        await using var site = new EmptySite();
        using var browser = site.Browser();
        await FirstStartTests.FoundAsync(site, browser);
        StopDatabase(site);

        var answer = await browser.GetAsync("/account/applications", Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("The database cannot be reached", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        // An administrator who looks in his own browser reads the same as a machine.
        Assert.Equal("ok\n", await browser.GetStringAsync("/healthz", Ct));
        Assert.StartsWith("not ready", await (await browser.GetAsync("/readyz", Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/page")]
    [InlineData("/no-such-file.css")]
    public async Task An_unknown_address_gets_a_page_that_says_so(string path)
    {
        await using var site = new EmptySite();
        using var browser = site.Browser();
        var answer = await browser.GetAsync(path, Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("This page cannot be found", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_for_the_machine_itself_and_for_everybody_else_not_there()
    {
        await using var site = new EmptySite();

        var (own, text) = await MetricsAsync(site, "127.0.0.1", "localhost");
        Assert.Equal(200, own);
        Assert.Contains("http_server_request_duration", text, StringComparison.Ordinal);
        Assert.Equal(404, (await MetricsAsync(site, "192.0.2.7", "localhost")).Status);
        Assert.Equal(404, (await MetricsAsync(site, "127.0.0.1", "learn.example")).Status);
    }

    [Fact]
    public async Task Numbers_are_public_where_the_operator_says_so()
    {
        await using var site = new EmptySite();
        await using var open = site.WithWebHostBuilder(b => b.UseSetting("Metrics:Public", "true"));

        Assert.Equal(200, (await MetricsAsync(open, "192.0.2.7", "learn.example")).Status);
    }

    [Fact]
    public async Task What_is_put_on_record_is_counted()
    {
        await using var site = new EmptySite();
        using var browser = site.Browser();
        await FirstStartTests.FoundAsync(site, browser);

        var (_, text) = await MetricsAsync(site, "127.0.0.1", "localhost");

        // Meters are found by name in the whole process: a site of another test that runs at the same time is counted too.
        Assert.Matches("lunxun_evidence_recorded[^\n]*kind=\"member.registered\"[^\n]* [1-9]", text);
    }

    /// <summary>The schedule starts a moment after the site listens.</summary>
    private static async Task<string> ReadyAsync(HttpClient client)
    {
        while (true)
        {
            var answer = await client.GetAsync("/readyz", Ct);
            if (answer.IsSuccessStatusCode)
            {
                return await answer.Content.ReadAsStringAsync(Ct);
            }
        }
    }

    private static async Task<(int Status, string Text)> MetricsAsync(WebApplicationFactory<Program> site, string from, string host)
    {
        using (var client = site.CreateClient())
        {
            await client.GetAsync("/healthz", Ct);
        }

        var context = await site.Server.SendAsync(
            c =>
            {
                c.Request.Method = HttpMethods.Get;
                c.Request.Path = "/metrics";
                c.Request.Host = new HostString(host);
                c.Connection.RemoteIpAddress = IPAddress.Parse(from);
            },
            Ct);
        using var reader = new StreamReader(context.Response.Body);
        return (context.Response.StatusCode, await reader.ReadToEndAsync(Ct));
    }

    /// <summary>Something else stands where the file was: it cannot be opened any more.</summary>
    private static void StopDatabase(EmptySite site)
    {
        while (!Directory.Exists(site.DatabaseFile))
        {
            SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(site.DataPath, "lunxun.db*"))
            {
                File.Delete(file);
            }

            try
            {
                Directory.CreateDirectory(site.DatabaseFile);
            }
            catch (IOException)
            {
                // A job has opened, and so made, the file again in between.
            }
        }
    }
}
