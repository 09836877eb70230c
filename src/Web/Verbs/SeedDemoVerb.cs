using System.CommandLine;
using Learning.Web.Demo;
using Learning.Web.Hosting;

namespace Learning.Web.Verbs;

internal static class SeedDemoVerb
{
    public static Command Create()
    {
        var members = new Option<int>("--members") { Description = "How many members.", DefaultValueFactory = _ => SeedDemo.Members };
        var branches = new Option<int>("--branches") { Description = "How many branches, at least 16.", DefaultValueFactory = _ => SeedDemo.Branches };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same people.", DefaultValueFactory = _ => SeedDemo.Seed };
        var accounts = new Option<int>("--accounts") { Description = "How many further members get an account (load-1, load-2 ...), for measurements." };
        var verb = new Command("seed-demo", "Fills an empty database with a fictional district.") { members, branches, seed, accounts };
        return verb.Does(async (services, parsed, ct) =>
        {
            await services.GetRequiredService<Migrations>().ApplyAsync(ct);
            var demo = services.GetRequiredService<SeedDemo>();
            if (!await demo.RunAsync(parsed.GetValue(members), parsed.GetValue(branches), parsed.GetValue(seed), ct))
            {
                await Console.Error.WriteLineAsync("The database holds a district already; nothing was changed.");
                return CommandLine.AnswerIsNo;
            }

            await services.GetRequiredService<SeedDemoAccounts>().AddAsync(parsed.GetValue(accounts), ct);
            Console.WriteLine($"Seeded {parsed.GetValue(members)} members in {parsed.GetValue(branches)} branches.");
            return CommandLine.Success;
        });
    }
}
