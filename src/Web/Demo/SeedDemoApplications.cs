using Learning.Web.Identity;

namespace Learning.Web.Demo;

/// <summary>Two applications to try the protocol with, one of each kind. They exist only where the demo has been seeded.</summary>
public sealed class SeedDemoApplications(OpenIdClients clients)
{
    /// <summary>Runs on somebody's own machine: any port of 127.0.0.1 or localhost, path /callback.</summary>
    public const string App = "demo-app";

    /// <summary>Acts for itself, for the whole demo district.</summary>
    public const string Server = "demo-service";

    /// <summary>Printed in the README; opens nothing but fictional data.</summary>
    public const string ServerSecret = "lunxun-demo-service";

    /// <summary>Safe to repeat.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var back = new[] { "http://127.0.0.1/callback", "http://localhost/callback" }.Select(a => new Uri(a)).ToList();
        var home = new[] { "http://127.0.0.1/", "http://localhost/" }.Select(a => new Uri(a)).ToList();
        await clients.AddAsync(new OpenIdClient(App, "演示应用 Demo app", null, back, home), ct);
        await clients.AddAsync(new OpenIdClient(Server, "演示服务 Demo service", ServerSecret, [], [], "chaoan"), ct);
    }
}
