using System.CommandLine;
using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Learning.Web.Features.Verify;
using Learning.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Verbs;

/// <summary>Checks a file from the ledger without database and network.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A proof (*.tlog-proof), a checkpoint, an archive (*.ledger), a report with its proof (*.report-proof), or a member's own record (*.record.html)." };
        var key = new Option<string[]>("--key")
        {
            Description = "The log's public key, as its /verify page shows it; may be given several times, for a log that has changed its key. Without it, the keys of this site.",
            DefaultValueFactory = _ => [],
        };
        var witness = new Option<string[]>("--witness")
        {
            Description = "The public key of a witness you know; may be given several times. Without it, the witnesses of this site.", DefaultValueFactory = _ => [],
        };
        return new Command("verify", "Checks a proof, checkpoint, archive, report or member's record offline; names the first bad entry.") { file, key, witness }.Does((services, parsed, _) =>
            Task.FromResult(Run(services, parsed.GetValue(file)!, parsed.GetValue(key)!, parsed.GetValue(witness)!)));
    }

    private static int Run(IServiceProvider services, FileInfo file, string[] written, string[] witnesses)
    {
        var text = services.Words();
        using var stream = file.OpenRead();
        var keys = KnownKeys.Read(written, services.GetRequiredService<LedgerKeyFile>().FindAllPublic());
        var known = KnownWitnesses.Read(witnesses, services.GetRequiredService<LogWitnesses>());
        var refusal = keys.Refusal ?? known.Refusal;
        var outcome = refusal is null ? VerifyFile.Run(stream, new Trust(keys.Value!, known.Value!)) : throw new InvalidOperationException(Say(text, refusal));
        if (outcome.Value is not { } verification)
        {
            Console.WriteLine(Say(text, outcome.Refusal!));
            return CommandLine.AnswerIsNo;
        }

        // Of a report or a record that holds, the steps say what was established.
        foreach (var finding in verification.Findings.Where(f => f.Refusal is not null || verification.Kind is not (VerifiedKind.Bundle or VerifiedKind.Record)))
        {
            Console.WriteLine(finding.Refusal is { } why ? Say(text, why) : Established(text, verification.Kind, finding));
        }

        foreach (var step in verification.Established)
        {
            Console.WriteLine($"- {text[step.Code, step.Args]}");
        }

        foreach (var said in verification.Witnessed())
        {
            Console.WriteLine($"- {text[said.Code, said.Args]}");
        }

        // Of what holds, the key that did sign; else those that were tried.
        foreach (var key in verification.Signers is { Count: > 0 } signers ? signers : keys.Value!)
        {
            Console.WriteLine(text["Verify.SignedWith", key]);
        }

        Console.WriteLine(text[verification.Holds ? "Verify.NotEstablished" : "Verify.DoesNotHold"]);
        foreach (var caution in verification.Holds ? verification.NotEstablished : [])
        {
            Console.WriteLine($"- {text[caution]}");
        }

        return verification.Holds ? CommandLine.Success : CommandLine.AnswerIsNo;
    }

    private static string Established(IStringLocalizer<Text> text, VerifiedKind kind, Finding finding) => kind switch
    {
        VerifiedKind.Proofs => $"{text["Verify.Is.Proof", finding.Index!, finding.Checkpoint!.Origin, finding.Checkpoint.Size]}\n"
            + $"  {finding.Entry!.Kind}  {CanonicalJson.Instant(finding.Entry.At)}  {finding.Entry.Id}\n  {finding.Entry.Facts}",
        VerifiedKind.Checkpoint => text["Verify.Is.Checkpoint", finding.Checkpoint!.Origin, finding.Checkpoint.Size],
        _ => text["Verify.Is.Archive", finding.Checkpoint!.Origin, finding.Checkpoint.Size],
    };

    private static string Say(IStringLocalizer<Text> text, Refusal refusal) => text[refusal.Code, refusal.Args];
}
