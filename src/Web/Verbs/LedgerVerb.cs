using System.CommandLine;
using System.Diagnostics;
using Learning.Courses.Ledger;

namespace Learning.Web.Verbs;

/// <summary>Checks the ledger of this site against everything that was ever signed, gives it away whole, or gives it a new key.</summary>
internal static class LedgerVerb
{
    public static Command Create() => new("ledger", "Checks or exports the ledger, or changes its key.") { Check(), Export(), RotateKey() };

    private static Command Check()
    {
        var against = new Option<FileInfo?>("--against") { Description = "A checkpoint, proof or archive kept elsewhere: shows a database that was set back as a whole." };
        return new Command("check", "Checks every entry, every signed checkpoint and every recorded fact; names the first bad entry.") { against }.Does(async (services, parsed, ct) =>
        {
            var text = services.Words();
            var outside = parsed.GetValue(against) is { } file ? await File.ReadAllTextAsync(file.FullName, ct) : null;
            using var progress = new ProgressLine("Checked");
            var outcome = await services.GetRequiredService<CheckLedger>().RunAsync(outside, progress.Show, ct);
            progress.Dispose();
            if (outcome.Value is not { } verdict)
            {
                throw new InvalidOperationException(text[outcome.Refusal!.Code, outcome.Refusal.Args]);
            }

            if (verdict.Fault is not { } fault)
            {
                Console.WriteLine(text["Ledger.Sound", verdict.Entries, verdict.Checkpoints, verdict.Pending]);
                return CommandLine.Success;
            }

            Console.WriteLine(text[fault.Reason.Code, fault.Reason.Args]);
            Console.WriteLine(text["Ledger.FirstBad", fault.Index?.ToString() ?? "–", fault.EntryId?.ToString() ?? "–", fault.Kind ?? "–"]);
            return CommandLine.AnswerIsNo;
        });
    }

    private static Command Export()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write it; the usual ending is " + LedgerArchive.Extension + "." };
        return new Command("export", "Writes the whole sealed log into one file that anybody can verify. It names nobody.") { file }.Does(async (services, parsed, ct) =>
        {
            var text = services.Words();
            var target = parsed.GetValue(file)!;
            await using var writer = new StreamWriter(target.Open(FileMode.CreateNew, FileAccess.Write));
            using var progress = new ProgressLine("Written");
            var outcome = await services.GetRequiredService<ExportLedger>().RunAsync(writer, progress.Show, ct);
            progress.Dispose();
            Console.WriteLine(outcome.Value is { } checkpoint ? $"{target.Name}: {checkpoint.Size} entries." : text[outcome.Refusal!.Code]);
            return outcome.Value is null ? CommandLine.AnswerIsNo : CommandLine.Success;
        });
    }

    private static Command RotateKey() =>
        new Command("rotate-key", "Gives the ledger a new signing key. The old one vouches for it and signs along, so that witnesses go on; may be repeated after an interruption.").Does(async (services, _, ct) =>
        {
            var text = services.Words();
            using var progress = new ProgressLine("Checked");
            var outcome = await services.GetRequiredService<RotateLedgerKey>().RunAsync(progress.Show, ct);
            progress.Dispose();
            if (outcome.Value is not { } rotated)
            {
                Console.WriteLine(text[outcome.Refusal!.Code, outcome.Refusal.Args]);
                return CommandLine.AnswerIsNo;
            }

            Console.WriteLine(text["Ledger.Rotated", rotated.Key, rotated.InForce]);
            Console.WriteLine(text["Ledger.RotatedFormer", rotated.Former, rotated.Announced]);
            Console.WriteLine(text["Ledger.RotatedNext"]);
            return CommandLine.Success;
        });

    /// <summary>Shows on a terminal how far long work has come, a few times a second, and leaves nothing behind.</summary>
    private sealed class ProgressLine(string word) : IDisposable
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
        private readonly Stopwatch sinceShown = Stopwatch.StartNew();

        public void Show(LedgerProgress progress)
        {
            if (!Console.IsErrorRedirected && sinceShown.Elapsed > Pause)
            {
                Console.Error.Write($"\r{word} {progress.Done:N0} / {progress.Total:N0}");
                sinceShown.Restart();
            }
        }

        public void Dispose()
        {
            if (!Console.IsErrorRedirected)
            {
                Console.Error.Write("\r\e[K");
            }
        }
    }
}
