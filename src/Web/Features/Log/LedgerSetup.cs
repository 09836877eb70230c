using Learning.Courses.Ledger;
using Learning.Web.Hosting;

namespace Learning.Web.Features.Log;

/// <summary>What the ledger needs from the site: where its key lies, and the name under which it signs.</summary>
public static class LedgerSetup
{
    public static IServiceCollection AddLedger(this IServiceCollection services, SiteSettings settings, IConfiguration configuration)
    {
        var origin = configuration["Ledger:Origin"] is { Length: > 0 } name ? name : LedgerSettings.DefaultOrigin;
        services.AddSingleton(new LedgerKeyFile(new LedgerSettings(settings.DataPath, origin)));
        return services.AddScoped<PublishedLog>();
    }
}
