using System.CommandLine;
using Learning.Courses;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Verbs;

/// <summary>
/// Runs a witness: a second pair of eyes on the ledger, kept by somebody else than the site. Needs no database and no settings, so that a
/// town office can run it on an old PC.
/// </summary>
internal static class WitnessVerb
{
    public static Command Create() => new("witness", "Watches that a ledger only grows, and cosigns it: for somebody else than who runs the site.") { Serve(), Show() };

    private static Command Serve()
    {
        var folder = Folder();
        var name = new Option<string?>("--name") { Description = "What this witness is called, for ever: such as zhen.example/witness, no spaces. At the first start only." };
        var log = new Option<string[]>("--log") { Description = "Public key of the ledger, as its /verify page shows it; compare it with what you got on paper. At the first start only.", DefaultValueFactory = _ => [] };
        var urls = new Option<string>("--urls") { Description = "Where to listen; the district's site must reach it.", DefaultValueFactory = _ => "http://0.0.0.0:5082" };
        var verb = new Command("serve", "Answers until it is stopped. The first start makes the key and shows the line to hand to the district.") { folder, name, log, urls };
        verb.SetAction(async (parsed, ct) =>
        {
            var text = Words();
            return await RunAsync(text, Open(parsed.GetRequiredValue(folder), parsed.GetValue(name), parsed.GetValue(log)!), async opened =>
            {
                var witness = new Witness(opened, Calendar());
                await using var server = WitnessServer.Build(witness, text, opened.KeepRefused, Say, parsed.GetValue(urls)!);
                await server.StartAsync(ct);
                Introduce(text, witness);
                Say(text["Witness.Listening", string.Join(", ", server.Urls)]);
                await server.WaitForShutdownAsync(ct);
                return CommandLine.Success;
            });
        });
        return verb;
    }

    private static Command Show()
    {
        var folder = Folder();
        var verb = new Command("show", "Shows the key and the checkpoint cosigned last. Exit code 1 when nothing has been cosigned.") { folder };
        verb.SetAction((parsed, _) =>
        {
            var text = Words();
            return RunAsync(text, Open(parsed.GetRequiredValue(folder), null, []), opened =>
            {
                var witness = new Witness(opened, Calendar());
                Introduce(text, witness);
                Console.Write(witness.LastNote ?? $"{text["Witness.NothingYet"]}\n");
                return Task.FromResult(witness.LastNote is null ? CommandLine.AnswerIsNo : CommandLine.Success);
            });
        });
        return verb;
    }

    private static Argument<string> Folder() => new("FOLDER") { Description = "Where the witness keeps its key and its memory. Never copy it and never set it back from a backup." };

    private static Outcome<WitnessFolder> Open(string folder, string? name, string[] logs)
    {
        var keys = new List<VerifierKey>();
        foreach (var written in logs)
        {
            var key = VerifierKey.Parse(written.Trim());
            if (key.Value is null)
            {
                return key.Refusal!;
            }

            keys.Add(key.Value);
        }

        return WitnessFolder.Open(Path.GetFullPath(folder), name, keys);
    }

    private static async Task<int> RunAsync(IStringLocalizer<Text> text, Outcome<WitnessFolder> outcome, Func<WitnessFolder, Task<int>> work)
    {
        if (outcome.Value is not { } opened)
        {
            await Console.Error.WriteLineAsync(text[outcome.Refusal!.Code, outcome.Refusal.Args]);
            return CommandLine.CouldNotRun;
        }

        using (opened)
        {
            try
            {
                return await work(opened);
            }
            catch (OperationCanceledException)
            {
                return CommandLine.Success; // Stopped before it had begun to listen.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or InvalidOperationException)
            {
                await Console.Error.WriteLineAsync(e.InnerException is AddressInUseException ? text["Witness.AddressInUse", e.Message] : e.Message);
                return CommandLine.CouldNotRun;
            }
        }
    }

    private static void Introduce(IStringLocalizer<Text> text, Witness witness)
    {
        Console.WriteLine(text["Witness.Watches", witness.Origin]);
        Console.WriteLine(text["Witness.HandOver"]);
        Console.WriteLine(witness.Key);
    }

    /// <summary>No district, no zone: a cosignature says seconds.</summary>
    private static SchoolCalendar Calendar() => new(TimeProvider.System, TimeZoneInfo.Local);

    private static void Say(string line) => Console.WriteLine($"{Calendar().ToLocal(Calendar().UtcNow()):yyyy-MM-dd HH:mm:ss} {line}");

    private static IStringLocalizer<Text> Words() => new ServiceCollection().AddLogging().AddLanguages().BuildServiceProvider().Words();
}
