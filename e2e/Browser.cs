using System.Diagnostics;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>
/// Finds a browser and starts it: an installed Chromium or Chrome, else Playwright's own download, else the Debian package
/// when we are root on Debian. Fails loudly when there is none; a journey is never skipped in silence.
/// </summary>
internal static class Browser
{
    // A browser that looks things up on its own would make the tests depend on the network.
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    // The shell first: the same engine without the windows, menus and new-tab pages that nobody looks at here.
    private static readonly string[] Installed =
    [
        "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    public static async Task<IBrowser> StartAsync(IPlaywright playwright)
    {
        // A limit and no pause: on a busy machine a right page may take longer than the five seconds that Playwright allows.
        Assertions.SetDefaultExpectTimeout(30_000);
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Installed.FirstOrDefault(File.Exists) ?? Obtain(playwright),
            Args = Quiet,
        });
    }

    /// <returns>Null when Playwright's own browser is to be used.</returns>
    private static string? Obtain(IPlaywright playwright)
    {
        if (File.Exists(playwright.Chromium.ExecutablePath) || Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0)
        {
            return null;
        }

        if (OperatingSystem.IsLinux() && Environment.UserName == "root" && File.Exists("/etc/debian_version"))
        {
            Run("apt-get", "update");
            Run("apt-get", "install -y --no-install-recommends chromium-headless-shell fonts-noto-cjk");
            return Installed[0];
        }

        throw new InvalidOperationException("The journeys need a browser: install Chromium or Chrome and run the tests again.");
    }

    private static void Run(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" } })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {arguments} ended with {process.ExitCode}.");
        }
    }
}
