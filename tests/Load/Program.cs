using System.Globalization;
using Learning.Load;

// dotnet run --project tests/Load -c Release -- footprint
// A measurement on PostgreSQL names an empty database: LOAD_POSTGRES="Host=...;Database=..."
var postgres = Environment.GetEnvironmentVariable("LOAD_POSTGRES");
switch (args)
{
    case ["footprint"]:
        await Footprint.MeasureAsync();
        return 0;
    case ["exam", var members]:
        return await Exam.RunAsync(int.Parse(members, CultureInfo.InvariantCulture), postgres) ? 0 : 1;
    case ["saves", var members]:
        await Saves.RunAsync(int.Parse(members, CultureInfo.InvariantCulture), postgres);
        return 0;
    case ["durability", var attempts]:
        return await Durability.RunAsync(int.Parse(attempts, CultureInfo.InvariantCulture), postgres) ? 0 : 1;
    case ["bank"]:
        await Bank.RunAsync(postgres);
        return 0;
    case ["plan"]:
        PlanMeasure.Measure(null);
        return 0;
    case ["plan", var members] when int.TryParse(members, out var only):
        PlanMeasure.Measure(only);
        return 0;
    case ["year", .. var chosen] when chosen.Length <= 4:
        return await new Year(Number(chosen, 0, 1), Number(chosen, 1, 1200), Number(chosen, 2, 60), Number(chosen, 3, 12), postgres).PlayAsync() ? 0 : 1;
    case ["proof", .. var rest] when rest.Length <= 3:
        using (var proof = new ProofMeasure(
            rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 50_000, rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 10, rest.ElementAtOrDefault(2)))
        {
            await proof.MeasureAsync();
        }

        return 0;
    default:
        Console.Error.WriteLine(
            """
            Usage: footprint              seed, restart, weight of a lesson page, memory after 1,000 page views
                   exam MEMBERS           all in one exam at once: time of every step, errors, processor and memory of the server
                   saves MEMBERS          answers saved a second, beside a POST that does nothing and a commit for each answer
                   durability ATTEMPTS    a bad line and a server killed at random: is every answer that was called saved there, once?
                   bank                   starting an attempt from 200 and from 20,000 questions
                   year [SEED [MEMBERS BRANCHES [MONTHS]]]
                                          a year of the demo district on a moved clock, with absences, transfers, lost halls, an outage and kills:
                                          is everybody done, excused or named, and is there evidence for it?
                   plan [MEMBERS]         the rotation planner: first plan, re-plan, memory; 5000, 50000, 500000 or all of them
                   proof [MEMBERS [OTHERS [FILE]]]
                                          a report frozen, proved and counted again: time and size; OTHERS entries beside it for each
                                          member; FILE keeps the proof for the page that checks offline
            """);
        return 2;
}

static int Number(string[] of, int at, int otherwise) => at < of.Length ? int.Parse(of[at], CultureInfo.InvariantCulture) : otherwise;
