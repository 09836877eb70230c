using System.CommandLine;
using System.Globalization;
using Learning.Courses;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Learning.Courses.Training.Planning;
using Learning.Web.Resources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Verbs;

/// <summary>What the page "Plan a rotation" does, for districts so large that an operator would rather watch it on the console.</summary>
internal static class PlanRotationVerb
{
    private static readonly Option<string> UnitPath = new("--unit") { Description = "Path of the unit whose members are trained, such as chaoan/anbu.", Required = true };
    private static readonly Option<DateOnly> From = new("--from") { Description = "First day of the rotation.", Required = true };
    private static readonly Option<DateOnly> To = new("--to") { Description = "Last day of the rotation.", Required = true };
    private static readonly Option<string[]> Venues = new("--venues") { Description = "Names of venues; left out, all of them.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int> Days = new("--days") { Description = "Days of one class.", DefaultValueFactory = _ => 4 };
    private static readonly Option<DayOfWeek[]> Weekdays = new("--weekdays") { Description = "Days of the week on which a class may begin.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [DayOfWeek.Monday] };
    private static readonly Option<DateOnly[]> Closed = new("--closed") { Description = "Days without classes.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int?> Seats = new("--seats") { Description = "At most so many people in a class; left out, all the seats of each venue." };
    private static readonly Option<int> Smallest = new("--smallest") { Description = "Fewest people worth a class.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> BranchShare = new("--branch-share") { Description = "Per cent of a branch that may be away on one day.", DefaultValueFactory = _ => 50 };
    private static readonly Option<int> CommitteeShare = new("--committee-share") { Description = "Per cent of its committee.", DefaultValueFactory = _ => 100 };
    private static readonly Option<int?> Farthest = new("--farthest") { Description = "Send nobody farther than so many kilometres." };
    private static readonly Option<bool> KeepSpare = new("--keep-spare") { Description = "Keep the classes that nobody needs, for those who miss one." };
    private static readonly Option<string> Title = new("--title") { Description = "Title of the rotation, to apply it." };
    private static readonly Option<bool> Apply = new("--apply") { Description = "Create the rotation. Without it, nothing is stored." };
    private static readonly Option<bool> Partial = new("--partial") { Description = "With --apply: create it even if somebody has no place." };
    private static readonly Option<bool> Names = new("--names") { Description = "Name those who have no place." };

    public static Command Create()
    {
        var verb = new Command("plan-rotation", "Plans classes so that every required member has a place. Exit code 1 when somebody has none.")
        {
            UnitPath, From, To, Venues, Days, Weekdays, Closed, Seats, Smallest, BranchShare, CommitteeShare, Farthest, KeepSpare, Title, Apply, Partial, Names,
        };
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
    {
        var text = services.Words();
        var offered = await services.GetRequiredService<OfferClasses>().RunAsync(await PatternAsync(services, parsed, ct), ct);
        if (offered.Value is not { } classes)
        {
            return await RefuseAsync(text, offered.Refusal!);
        }

        var outcome = await services.GetRequiredService<DraftRotation>().RunAsync(ToRequest(parsed, classes, services.GetRequiredService<SchoolCalendar>()), ct);
        if (outcome.Value is not { } draft)
        {
            return await RefuseAsync(text, outcome.Refusal!);
        }

        Console.WriteLine($"{draft.Required.Count} members are required, {draft.Excused.Count} are excused; {classes.Count} classes are possible.");
        var plan = draft.Plan(new Steps(text), ct);
        Print(plan, text, parsed.GetValue(Names));
        if (parsed.GetValue(Apply) && (plan.LeftOut.Count == 0 || parsed.GetValue(Partial)))
        {
            var stored = await services.GetRequiredService<CreateRotation>().ApplyAsync(plan, ct);
            if (stored.Value is null)
            {
                return await RefuseAsync(text, stored.Refusal!);
            }

            Console.WriteLine(text["Training.Created", stored.Value.Title]);
        }
        else
        {
            Console.WriteLine("Nothing was stored.");
        }

        return plan.LeftOut.Count == 0 ? CommandLine.Success : CommandLine.AnswerIsNo;
    }

    private static async Task<ClassPattern> PatternAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
    {
        var named = parsed.GetValue(Venues) ?? [];
        var venues = await services.GetRequiredService<CoursesDb>().Venues.AsNoTracking()
            .Where(v => named.Length == 0 || named.Contains(v.Name)).Select(v => new { v.Id, v.Name }).ToListAsync(ct);
        if (named.Except(venues.Select(v => v.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no venue called {unknown}.");
        }

        return new ClassPattern(
            [.. venues.Select(v => v.Id)], parsed.GetValue(From), parsed.GetValue(To), parsed.GetValue(Seats), parsed.GetValue(Days),
            (parsed.GetValue(Weekdays) ?? []).ToHashSet(), (parsed.GetValue(Closed) ?? []).ToHashSet());
    }

    private static NewRotation ToRequest(ParseResult parsed, IReadOnlyList<CandidateClass> classes, SchoolCalendar calendar) => new(
        RowId.At(calendar.UtcNow()), parsed.GetValue(Title) ?? parsed.GetValue(UnitPath)!, parsed.GetValue(UnitPath)!, parsed.GetValue(From), parsed.GetValue(To), classes)
    {
        Smallest = parsed.GetValue(Smallest), BranchShare = parsed.GetValue(BranchShare), CommitteeShare = parsed.GetValue(CommitteeShare),
        Farthest = parsed.GetValue(Farthest), KeepSpare = parsed.GetValue(KeepSpare),
    };

    private static void Print(RotationPlan plan, IStringLocalizer<Text> text, bool names)
    {
        foreach (var held in plan.Classes)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{held.Number,4}  {held.Days.OpensOn:yyyy-MM-dd} to {held.Days.ClosesOn:yyyy-MM-dd}  {held.Members.Count,4} of {held.Seats,4}  {held.Venue.Name}"));
        }

        foreach (var (goal, value, bound) in plan.Proof)
        {
            Console.WriteLine($"{goal}: {value}{(value == bound ? ", the best there is" : $", at best {bound}")}");
        }

        if (plan.LeftOut.Count > 0)
        {
            Console.WriteLine(text["Training.LeftOutTitle", plan.LeftOut.Count]);
            plan.Needs.ToList().ForEach(n => Console.WriteLine($"  {text[n.Why.Code, n.Why.Args]}"));
        }

        foreach (var absent in names ? plan.LeftOut : [])
        {
            Console.WriteLine($"  {absent.Member.Number} {absent.Member.Name}: {text[absent.Why.Code, absent.Why.Args]}");
        }
    }

    private static async Task<int> RefuseAsync(IStringLocalizer<Text> text, Refusal refusal)
    {
        await Console.Error.WriteLineAsync(text[refusal.Code, refusal.Args]);
        return CommandLine.CouldNotRun;
    }

    /// <summary>Says each step once, and each tenth of the seating.</summary>
    private sealed class Steps(IStringLocalizer<Text> text) : IProgress<PlanProgress>
    {
        private string last = "";

        public void Report(PlanProgress value)
        {
            var tenth = value.Of > 1 ? $" {value.Done * 10 / value.Of * 10}%" : "";
            var line = text[$"PlanStep.{value.Step}"] + tenth;
            if (line != last)
            {
                Console.Error.WriteLine(last = line);
            }
        }
    }
}
