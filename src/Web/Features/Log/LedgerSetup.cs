using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Learning.Web.Hosting;

namespace Learning.Web.Features.Log;

/// <summary>What the ledger needs from the site: where its key lies, the name under which it signs, and who else watches it.</summary>
public static class LedgerSetup
{
    public static IServiceCollection AddLedger(this IServiceCollection services, SiteSettings settings, IConfiguration configuration)
    {
        var origin = configuration["Ledger:Origin"] is { Length: > 0 } name ? name : LedgerSettings.DefaultOrigin;
        services.AddSingleton(new LedgerKeyFile(new LedgerSettings(settings.DataPath, origin)));
        services.AddSingleton(WitnessesFrom(configuration.GetSection("Ledger:Witnesses")));
        services.AddSingleton<WitnessPost>();
        services.AddScoped<AskWitness>(s => s.GetRequiredService<WitnessPost>().AskAsync);
        return services.AddScoped<PublishedLog>();
    }

    private static LogWitnesses WitnessesFrom(IConfigurationSection section) => new([.. section.GetChildren().Select(WitnessFrom)]);

    /// <summary>A witness that is written wrongly and so never asked would be missed by nobody: better not to start.</summary>
    private static LogWitness WitnessFrom(IConfigurationSection witness)
    {
        var key = WitnessKey.Parse(witness["Key"]?.Trim() ?? "").Value
            ?? throw new InvalidOperationException($"{witness.Path}:Key is not the key of a witness. It is the line that 'witness serve' shows.");
        return key.Label.Length <= WitnessKey.LongestLabel && Uri.TryCreate(witness["Address"]?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new LogWitness(key, address)
            : throw new InvalidOperationException($"{witness.Path}:Address is not an address such as http://10.1.2.3:5082.");
    }
}
