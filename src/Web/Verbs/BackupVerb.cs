using System.CommandLine;
using Learning.Courses.Storage;
using Learning.Web.Hosting;

namespace Learning.Web.Verbs;

internal static class BackupVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The backup to write." };
        return new Command("backup", "Writes database, ledger key and sign-in keys into one file while the site runs. Keep it off the machine.") { file }
            .Does(async (services, parsed, ct) =>
            {
                var path = Path.GetFullPath(parsed.GetRequiredValue(file));
                var versions = await services.GetRequiredService<Migrations>().AppliedAsync(ct);
                var manifest = await services.GetRequiredService<BackUp>().RunAsync(
                    path, services.GetRequiredService<SiteSettings>().DataPath, versions, step => Console.WriteLine($"Saving {step}"), ct);
                Console.WriteLine($"{path}: {manifest.Parts.Count} parts, {manifest.Parts.Sum(p => p.Length) / 1024:N0} KB before compression.");
                return CommandLine.Success;
            });
    }
}
