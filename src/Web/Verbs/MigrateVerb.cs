using System.CommandLine;
using Learning.Web.Hosting;

namespace Learning.Web.Verbs;

internal static class MigrateVerb
{
    public static Command Create() => new Command("migrate", "Brings the database up to this version of the program. Safe to repeat.")
        .Does(async (services, _, ct) =>
        {
            var applied = await services.GetRequiredService<Migrations>().ApplyAsync(ct);
            Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied: {string.Join(", ", applied)}");
            return CommandLine.Success;
        });
}
