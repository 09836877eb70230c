using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Learning.Web.Tests.Jobs;

/// <summary>Two servers as processes of their own; one is killed while it runs a job.</summary>
public sealed class KilledServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => SharedScheduleTests.Servers;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_a_killed_server_had_begun_is_begun_again_by_the_other_and_once(string server)
    {
        if (server.Length == 0)
        {
            return;
        }

        await using var database = await PostgresDatabase.CreateAsync(Ct);
        var folder = Directory.CreateTempSubdirectory("lunxun-killed-");
        await using var first = await Server.StartAsync(folder.FullName, database);

        // The job stands before a locked table, so it is certainly in the middle of its work.
        await Until.TrueAsync(async () => await database.AskAsync<long>("SELECT count(*) FROM job_runs WHERE \"Job\" = 'rotate-cohorts'", Ct) > 0, Ct);
        await using var connection = await database.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using (var hold = new NpgsqlCommand("LOCK TABLE cohorts IN ACCESS EXCLUSIVE MODE", connection))
        {
            await hold.ExecuteNonQueryAsync(Ct);
        }

        await first.RunJobAsync("rotate-cohorts");
        await Until.TrueAsync(async () => await database.AskAsync<long>(
            "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE NOT l.granted AND d.datname = current_database() AND l.relation = 'cohorts'::regclass", Ct) > 0, Ct);
        var begunBy = await NodesAsync(database);
        Assert.Single(begunBy);

        await using var second = await Server.StartAsync(folder.FullName, database);
        await first.KillAsync();

        // While the table is locked, the other server begins the same work again, and nobody else does.
        await Until.TrueAsync(async () => await NodesAsync(database) is [var now] && now != begunBy[0], Ct);
        await transaction.RollbackAsync(Ct);
        await Until.TrueAsync(async () => await database.AskAsync<long>("SELECT count(*) FROM job_runs WHERE \"TakenOver\"", Ct) > 0, Ct);

        Assert.Equal(1, await database.AskAsync<long>("SELECT count(*) FROM job_runs WHERE \"Job\" = 'rotate-cohorts' AND \"TakenOver\" AND \"Outcome\" <> 'Failed'", Ct));
        Assert.NotEqual(begunBy[0], await database.AskAsync<string>("SELECT \"Node\" FROM job_runs WHERE \"TakenOver\"", Ct));
        Assert.Equal(0, await database.AskAsync<long>("SELECT count(*) FROM job_runs WHERE \"Outcome\" = 'Failed'", Ct));
        await second.KillAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Which servers are in the middle of the job.</summary>
    private static async Task<string[]> NodesAsync(PostgresDatabase database) =>
        await database.AskAsync<string[]>("SELECT coalesce(array_agg(instance_name), '{}') FROM qrtz_fired_triggers WHERE job_name = 'rotate-cohorts' AND state = 'EXECUTING'", Ct) ?? [];

    /// <summary>The site as it is started by hand, and killed without a word.</summary>
    private sealed class Server : IAsyncDisposable
    {
        private readonly Process process;
        private readonly HttpClient client;

        private Server(Process process, HttpClient client) => (this.process, this.client) = (process, client);

        public static async Task<Server> StartAsync(string data, PostgresDatabase database)
        {
            var address = $"http://127.0.0.1:{FreePort()}";
            var start = new ProcessStartInfo("dotnet")
            {
                WorkingDirectory = Path.Combine(Root(), "src", "Web"),
                RedirectStandardOutput = false,
                Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            };
            foreach (var argument in new[]
            {
                Path.Combine(AppContext.BaseDirectory, "Learning.Web.dll"), "--Urls", address, "--Data:Path", data, "--Demo", "false", "--Schedule:CheckInSeconds", "1",
                "--Database:Provider", "Postgres", "--Database:ConnectionString", database.Settings.ConnectionString + ";Command Timeout=0", // The job stands before the table as long as it takes.
                "--Logging:LogLevel:Default", "Error",
            })
            {
                start.ArgumentList.Add(argument);
            }

            var server = new Server(Process.Start(start)!, new HttpClient(new CookieJar { InnerHandler = new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false } }) { BaseAddress = new Uri(address) });
            await Until.TrueAsync(server.IsReadyAsync, Ct);
            return server;
        }

        public async Task RunJobAsync(string job) =>
            Assert.Equal(HttpStatusCode.Redirect, (await TestSite.PostAsync(client, "/dev", $"/dev/jobs/{job}")).StatusCode);

        public async Task KillAsync()
        {
            process.Kill(); // SIGKILL: nothing is said, nothing is flushed.
            await process.WaitForExitAsync(Ct);
        }

        public async ValueTask DisposeAsync()
        {
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }

            process.Dispose();
            client.Dispose();
        }

        private async Task<bool> IsReadyAsync()
        {
            Assert.False(process.HasExited, "The site has ended.");
            try
            {
                using var answer = await client.GetAsync("/readyz", Ct);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // Not listening yet.
            }
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        private static string Root()
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Learning.sln")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("Learning.sln not found above the tests.");
            }

            return folder.FullName;
        }
    }
}
