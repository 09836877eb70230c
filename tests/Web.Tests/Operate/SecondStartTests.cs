using System.Net;
using System.Net.Sockets;
using Learning.Web.Verbs;

namespace Learning.Web.Tests.Operate;

public sealed class SecondStartTests
{
    [Fact]
    public async Task A_start_on_a_taken_address_ends_with_the_code_for_could_not_run()
    {
        var folder = Directory.CreateTempSubdirectory("lunxun-second-");
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var code = await CommandLine.RunAsync(
            [$"--Urls=http://{other.LocalEndpoint}", $"--Data:Path={folder.FullName}", "--environment=Production", "--Demo=false"]);

        Assert.Equal(CommandLine.CouldNotRun, code);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
