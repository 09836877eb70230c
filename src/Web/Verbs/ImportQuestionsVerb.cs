using System.CommandLine;
using Learning.Courses;
using Learning.Courses.Questions;
using Learning.Courses.Questions.Exchange;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Verbs;

/// <summary>Shows what a file of questions would do to the bank of a course, row by row, and does it when told to.</summary>
internal static class ImportQuestionsVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = $"The questions; at most {ForeignFile.LargestBytes / 1024 / 1024} MB." };
        var course = new Option<string>("--course") { Description = "The key of the course whose bank is meant.", Required = true };
        var format = ExportQuestionsVerb.Format("The format. Without it, found out by looking.");
        var lesson = new Option<string?>("--lesson") { Description = "The lesson of new questions for which the file names none." };
        var merged = new Option<FileInfo?>("--merged") { Description = "Writes the whole bank as it would be into this new file." };
        var apply = new Option<bool>("--apply") { Description = "Writes the bank. Without it, nothing is written." };
        return new Command("import-questions", "Lists every question of a file as new, changed, unchanged or refused and why; with --apply, merges them into the bank. Exit code 1 when anything was refused.")
        {
            file, course, format, lesson, merged, apply,
        }.Does(async (services, parsed, ct) =>
        {
            var text = services.Words();
            var target = parsed.GetValue(file)!;
            await using var stream = target.OpenRead();
            var read = await ForeignFile.ReadAsync(target.Name, stream, ct);
            if (read.Value is not { } whole)
            {
                return Refused(text, read.Refusal!);
            }

            var request = new ImportRequest(parsed.GetValue(course)!, whole, parsed.GetValue(format) is { } word ? ForeignFormat.Named(word) : null, parsed.GetValue(lesson));
            if (parsed.GetValue(apply))
            {
                await services.GetRequiredService<Migrations>().RequireAsync(ct); // who changes a bank leaves evidence
            }

            return await RunAsync(services.GetRequiredService<ImportQuestions>(), request, parsed.GetValue(merged), parsed.GetValue(apply), text, ct);
        });
    }

    private static async Task<int> RunAsync(ImportQuestions import, ImportRequest request, FileInfo? merged, bool apply, IStringLocalizer<Text> text, CancellationToken ct)
    {
        var outcome = import.Plan(request);
        if (outcome.Value is not { } plan)
        {
            return Refused(text, outcome.Refusal!);
        }

        Print(plan, text);
        if (merged is not null)
        {
            await using var writer = new StreamWriter(merged.Open(FileMode.CreateNew, FileAccess.Write));
            await writer.WriteAsync(plan.Merged.AsMemory(), ct);
        }

        if (apply && plan.ChangesBank)
        {
            if ((await import.RunAsync(request, plan.Hash, ct)).Refusal is { } refusal)
            {
                return Refused(text, refusal);
            }

            Console.WriteLine(text["Exchange.Applied", plan.BankFile]);
        }
        else
        {
            Console.WriteLine(text[plan.ChangesBank ? "Exchange.DryRun" : "Exchange.NothingToDo"]);
        }

        return plan.Count(ImportState.Refused) > 0 || plan.Problems.Count > 0 ? CommandLine.AnswerIsNo : CommandLine.Success;
    }

    private static void Print(ImportPlan plan, IStringLocalizer<Text> text)
    {
        Console.WriteLine(text[$"Exchange.Format.{plan.Format.Word}"]);
        Lines(plan.Notes, text);
        foreach (var row in plan.Rows)
        {
            Console.WriteLine($"{row.At}: {text[$"Exchange.State.{row.State}"]} {row.Key} {row.Title}");
            foreach (var reason in row.Reasons)
            {
                Console.WriteLine($"    {text[reason.Code, reason.Args]}");
            }

            if (row.Changes.Count > 0)
            {
                Console.WriteLine($"    {text["Exchange.Differs", string.Join(text["Exchange.Comma"], row.Changes.Select(c => text[$"Exchange.Change.{c}"].Value))]}");
            }

            Lines(row.Losses, text);
        }

        Console.WriteLine(text["Exchange.Counts", plan.Count(ImportState.Accepted), plan.Count(ImportState.Changed), plan.Count(ImportState.Unchanged), plan.Count(ImportState.Refused)]);
        if (plan.Problems.Count > 0)
        {
            Console.WriteLine(text["Exchange.BankWouldBreak"]);
            foreach (var problem in plan.Problems)
            {
                Console.WriteLine($"    {text["Exchange.WouldHave", problem.File, problem.Line, text[problem.Code, [.. problem.Args]].Value]}");
            }
        }
    }

    internal static void Lines(IReadOnlyList<Loss> losses, IStringLocalizer<Text> text)
    {
        foreach (var loss in losses)
        {
            Console.WriteLine($"    {text[loss.Code, loss.Args]}");
        }
    }

    internal static int Refused(IStringLocalizer<Text> text, Refusal refusal)
    {
        Console.WriteLine(text[refusal.Code, refusal.Args]);
        return CommandLine.AnswerIsNo;
    }
}
