using Google.OrTools.Sat;

namespace Learning.Courses.Training.Planning;

/// <summary>
/// Large cases, first question: which classes are held? Asked of whole towns instead of branches. Every rule that is left out
/// here only forbids more, so the number of classes found is a proven bound for the case itself.
/// </summary>
internal sealed class ChooseClasses
{
    private readonly Board board;
    private readonly CpModel model = new();
    private readonly Opening opening;
    private readonly List<(int Town, int Class, IntVar Var)> seats = [];

    public ChooseClasses(Board board)
    {
        this.board = board;
        opening = new Opening(model, board, even: false);
        foreach (var town in board.Groups.GroupBy(g => board.Branches[g.Branch].Town, StringComparer.Ordinal))
        {
            AddTown(towns.Count, [.. town]);
            towns.Add(town.Key);
        }

        var byClass = seats.ToLookup(s => s.Class, s => s.Var);
        for (var c = 0; c < board.Classes.Length; c++)
        {
            var taken = Sum(byClass[c]);
            model.Add(taken <= LinearExpr.Term(opening.Held[c], board.SeatsLeft[c]));
            model.Add(taken >= LinearExpr.Term(opening.Held[c], board.Wanted[c]));
        }
    }

    /// <summary>The classes to hold so that as many as in <paramref name="hope"/> can be seated, as few as possible and near them.</summary>
    public (bool[] Held, long Bound) Run(FlowAnswer hope, CancellationToken ct)
    {
        var covered = hope.Covered;
        var solver = new GoalSolver(model, ct);
        solver.Watched.AddRange(opening.Vars.Concat(seats.Select(s => s.Var)));
        Guess(solver, hope);

        // No more than the flow could seat: the towns may hope for more than the branches can have.
        model.AddLinearConstraint(Sum(seats.Select(s => s.Var)), 0, covered);
        solver.Minimise(new Goal([.. seats.Select(s => (s.Var, -1L))]), Effort);
        var (_, bound) = solver.Minimise(opening.FewClasses, 2 * Effort);
        solver.Minimise(new Goal([.. seats.Select(s => (s.Var, Near(s.Town, s.Class))).Where(t => t.Item2 > 0)]), Effort);
        return ([.. opening.Held.Select(h => solver[h] == 1)], Math.Max(0, bound));
    }

    private readonly List<string> towns = [];
    private readonly Dictionary<(int Town, int Class), long> near = [];

    private long Near(int town, int at) => near[(town, at)];

    private void Guess(GoalSolver solver, FlowAnswer hope)
    {
        var taken = new int[board.Classes.Length];
        var index = towns.Select((t, i) => (t, i)).ToDictionary(t => t.t, t => t.i, StringComparer.Ordinal);
        var sitting = new Dictionary<(int Town, int Class), int>();
        foreach (var (branch, at, count) in hope.Sittings)
        {
            var key = (index[board.Branches[branch].Town], at);
            sitting[key] = sitting.GetValueOrDefault(key) + count;
            taken[at] += count;
        }

        var worth = taken.Select((t, c) => board.Begun[c] || (t > 0 && t >= board.Wanted[c])).ToArray();
        seats.ForEach(s => solver.Guess(s.Var, worth[s.Class] ? sitting.GetValueOrDefault((s.Town, s.Class)) : 0));
        for (var c = 0; c < worth.Length; c++)
        {
            solver.Guess(opening.Held[c], worth[c] ? 1 : 0);
        }
    }

    private void AddTown(int town, List<Group> groups)
    {
        var branches = groups.GroupBy(g => g.Branch).Select(b => (Branch: b.Key, Count: b.Sum(g => g.Count))).ToList();
        var reach = branches.SelectMany(b => board.InReach(b.Branch).Select(c => (c, b.Branch, b.Count))).ToLookup(r => r.c);
        var mine = new List<(int Town, int Class, IntVar Var)>();
        foreach (var at in reach.Where(r => board.SeatsLeft[r.Key] > 0).OrderBy(r => r.Key))
        {
            var slot = board.SlotOf[at.Key];
            var most = at.Sum(b => (long)Math.Min(b.Count, board.RoomIn(board.BranchRoom[b.Branch], slot)));
            mine.Add((town, at.Key, model.NewIntVar(0, Math.Min(most, board.SeatsLeft[at.Key]), "")));
            near[(town, at.Key)] = at.Sum(b => (long)board.DistanceTo(b.Branch, at.Key) * b.Count) / Math.Max(1, at.Sum(b => b.Count));
        }

        if (mine.Count > 0)
        {
            model.AddLinearConstraint(Sum(mine.Select(s => s.Var)), 0, branches.Sum(b => b.Count));
        }

        foreach (var slot in mine.GroupBy(s => board.SlotOf[s.Class]).Where(s => s.Count() > 1))
        {
            var most = branches.Sum(b => (long)Math.Min(b.Count, board.RoomIn(board.BranchRoom[b.Branch], slot.Key)));
            model.AddLinearConstraint(Sum(slot.Select(s => s.Var)), 0, most);
        }

        seats.AddRange(mine);
    }

    private static LinearExpr Sum(IEnumerable<IntVar> vars) => LinearExpr.Sum(vars.Select(LinearExpr (v) => v));

    private const double Effort = 0.5;
}
