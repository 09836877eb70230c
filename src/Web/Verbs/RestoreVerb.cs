using System.CommandLine;
using Learning.Courses.Storage;
using Learning.Web.Hosting;

namespace Learning.Web.Verbs;

internal static class RestoreVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The backup to put in place. Stop the site first." };
        var force = new Option<bool>("--force") { Description = "Replace a database that holds data; the old one is kept as .before-restore (SQLite)." };
        return new Command("restore", "Puts a backup in the place of the database and keys, after checking all of it.") { file, force }
            .Does(async (services, parsed, ct) =>
            {
                var migrations = services.GetRequiredService<Migrations>();
                var manifest = await services.GetRequiredService<RestoreBackup>().RunAsync(
                    Path.GetFullPath(parsed.GetRequiredValue(file)),
                    services.GetRequiredService<SiteSettings>().DataPath,
                    !await migrations.IsNewAsync(ct),
                    parsed.GetValue(force),
                    async () =>
                    {
                        await migrations.ApplyAsync(ct);
                        return await migrations.AppliedAsync(ct);
                    },
                    step => Console.WriteLine($"Restoring: {step}"),
                    ct);
                Console.WriteLine($"Restored the backup of {manifest.At:u}. Now run 'ledger check'.");
                return CommandLine.Success;
            });
    }
}
