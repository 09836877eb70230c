using System.CommandLine;
using Learning.Courses.Questions.Exchange;

namespace Learning.Web.Verbs;

/// <summary>Writes the bank of a course for another program, and says of every question what could not come along.</summary>
internal static class ExportQuestionsVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write it; must not be there yet." };
        var course = new Option<string>("--course") { Description = "The key of the course whose bank is meant.", Required = true };
        var format = Format("The format.");
        format.Required = true;
        return new Command("export-questions", "Writes the bank of a course in another format and lists what that format cannot carry. Exit code 1 when a question was left out.")
        {
            file, course, format,
        }.Does(async (services, parsed, ct) =>
        {
            var text = services.Words();
            var outcome = await services.GetRequiredService<ExportQuestions>().RunAsync(parsed.GetValue(course)!, ForeignFormat.Named(parsed.GetValue(format)!)!, ct);
            if (outcome.Value is not { } bank)
            {
                return ImportQuestionsVerb.Refused(text, outcome.Refusal!);
            }

            await using (var target = parsed.GetValue(file)!.Open(FileMode.CreateNew, FileAccess.Write))
            {
                await target.WriteAsync(bank.Bytes, ct);
            }

            foreach (var row in bank.Rows.Where(r => r.Losses.Count > 0))
            {
                Console.WriteLine($"{row.Key}{(row.IsLeftOut ? $" ({text["Exchange.LeftOut"]})" : "")} {row.Title}");
                ImportQuestionsVerb.Lines(row.Losses, text);
            }

            var left = bank.Rows.Count(r => r.IsLeftOut);
            Console.WriteLine(text["Exchange.ExportCounts", bank.Rows.Count - left, left]);
            return left > 0 ? CommandLine.AnswerIsNo : CommandLine.Success;
        });
    }

    /// <summary>A misspelt format ends with exit code 2 and the names of all.</summary>
    internal static Option<string> Format(string description)
    {
        var format = new Option<string>("--format") { Description = description };
        format.AcceptOnlyFromAmong([.. ForeignFormat.All.Select(f => f.Word)]);
        return format;
    }
}
