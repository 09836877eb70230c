using Google.OrTools.Sat;

namespace Learning.Courses.Training.Planning;

/// <summary>Gives each class that is held one of its trainers, nobody in two places at once, the load as even as can be.</summary>
internal static class AssignTrainers
{
    public static Dictionary<int, string?> Run(Board board, bool[] held, CancellationToken ct)
    {
        var model = new CpModel();
        var opening = Of(model, board, held);
        var solver = new GoalSolver(model, ct);
        solver.Watched.AddRange(opening.Vars.Concat(opening.EvenTrainers.Terms.Select(t => t.Var)));
        solver.Minimise(opening.EvenTrainers, Effort);
        return Enumerable.Range(0, held.Length).Where(c => held[c]).ToDictionary(c => c, c => opening.TrainerOf(c, solver));
    }

    /// <summary>One of the class's own trainers who is free meanwhile, the others staying where they are. Null when there is none.</summary>
    public static string? FreeFor(Board board, Dictionary<int, string?> leads, int more)
    {
        var days = board.Classes[more].Days;
        var busy = leads.Where(l => board.Classes[l.Key].Days.Overlaps(days)).Select(l => l.Value)
            .Concat(board.Plan.Classes.Where(c => c.Locked && c.Days.Overlaps(days)).SelectMany(c => c.Trainers)).ToHashSet(StringComparer.Ordinal);
        return board.Classes[more].Trainers.FirstOrDefault(t => !busy.Contains(t));
    }

    public static long LoadOf(Dictionary<int, string?> trainers) =>
        trainers.Values.Where(t => t is not null).GroupBy(t => t, StringComparer.Ordinal).Sum(t => t.Count() * (t.Count() + 1L) / 2);

    /// <summary>The smallest load there could be if every trainer could lead every class.</summary>
    public static long EvenLoad(Board board, int classes)
    {
        var trainers = board.Classes.SelectMany(c => c.Trainers).Distinct(StringComparer.Ordinal).Count();
        if (trainers == 0)
        {
            return 0;
        }

        var (each, more) = (classes / trainers, classes % trainers);
        return (more * (each + 1L) * (each + 2) / 2) + ((trainers - more) * each * (each + 1L) / 2);
    }

    private static Opening Of(CpModel model, Board board, bool[] held)
    {
        var opening = new Opening(model, board, even: true);
        for (var c = 0; c < held.Length; c++)
        {
            model.Add(opening.Held[c] == (held[c] ? 1 : 0));
        }

        return opening;
    }

    private const double Effort = 1;
}
