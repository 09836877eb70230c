using System.CommandLine;
using Learning.Web.Hosting;

namespace Learning.Web.Verbs;

/// <summary>
/// The way in. Without a verb the site is served; with one, the same program does one thing and ends: exit code 0 on success,
/// 1 when the answer is no, 2 when it could not run.
/// </summary>
public static class CommandLine
{
    public const int Success = 0;
    public const int AnswerIsNo = 1;
    public const int CouldNotRun = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Lunxun: member education whose full coverage can be proved. Without a verb, serves the site.");
        foreach (var verb in All())
        {
            root.Subcommands.Add(verb);
        }

        if (!root.Subcommands.Any(v => args.FirstOrDefault() == v.Name) && args.FirstOrDefault() is not ("--help" or "-h" or "-?" or "--version"))
        {
            return await Serving.RunAsync(args);
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        await Console.Error.WriteLineAsync($"See: {args[0]} --help");
        return CouldNotRun;
    }

    private static IEnumerable<Command> All() =>
    [
        MigrateVerb.Create(),
        SeedDemoVerb.Create(),
        BackupVerb.Create(),
        RestoreVerb.Create(),
        HealthVerb.Create(),
        CheckContentVerb.Create(),
        PlanRotationVerb.Create(),
        ImportQuestionsVerb.Create(),
        ExportQuestionsVerb.Create(),
        OpenIdClientVerb.Create(),
        LedgerVerb.Create(),
        WitnessVerb.Create(),
        VerifyVerb.Create(),
    ];
}
