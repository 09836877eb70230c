using System.Diagnostics;

namespace Learning.Load;

/// <summary>The built site as a process of its own, on a folder and a port of its own.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private readonly Process process;

    private SiteProcess(Process process, string address) => (this.process, Address) = (process, address);

    public string Address { get; }

    /// <summary>Bytes that the operating system keeps in memory for the process.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Processor time that the process has used since it started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the site and waits until it says that it is ready.</summary>
    /// <param name="settings">Further arguments, such as those that name another database.</param>
    public static async Task<SiteProcess> StartAsync(string dataPath, params string[] settings)
    {
        var address = "http://127.0.0.1:5098";
        var started = Process.Start(Command(dataPath, ["--Urls", address, .. settings]))!;
        using var client = new HttpClient();
        while (!await IsReadyAsync(client, address))
        {
            if (started.HasExited)
            {
                throw new InvalidOperationException($"The site ended with {started.ExitCode}.");
            }

            await Task.Delay(20);
        }

        return new SiteProcess(started, address);
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task RunVerbAsync(string dataPath, params string[] verb)
    {
        using var started = Process.Start(Command(dataPath, verb))!;
        await started.WaitForExitAsync();
        if (started.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', verb)} ended with {started.ExitCode}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, string address)
    {
        try
        {
            using var answer = await client.GetAsync($"{address}/readyz");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // Not listening yet.
        }
    }

    private static ProcessStartInfo Command(string dataPath, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Path.Combine(RepositoryRoot(), "src", "Web"), RedirectStandardOutput = false };
        start.ArgumentList.Add(Environment.GetEnvironmentVariable("LOAD_SITE") ?? Path.Combine(start.WorkingDirectory, "bin", Configuration, "net10.0", "Learning.Web.dll"));
        foreach (var argument in arguments.Concat(["--Data:Path", dataPath, "--Logging:LogLevel:Default=Warning"]))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        return start;
    }

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Learning.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Learning.sln not found above the program.");
        }

        return folder.FullName;
    }
}
