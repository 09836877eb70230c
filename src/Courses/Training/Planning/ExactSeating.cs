using Google.OrTools.Sat;

namespace Learning.Courses.Training.Planning;

/// <summary>Small cases: one variable for each group and class, all rules, all goals, solved to the proven optimum.</summary>
internal static class ExactSeating
{
    public static Seating Solve(Board board, CancellationToken ct)
    {
        var model = new CpModel();
        var opening = new Opening(model, board, even: true);
        var seats = new List<(int Group, int Class, IntVar Var)>();
        for (var g = 0; g < board.Groups.Count; g++)
        {
            var mine = board.ClassesOf(board.Groups[g]).Where(c => board.SeatsLeft[c] > 0)
                .Select(c => (g, c, model.NewIntVar(0, Math.Min(board.Groups[g].Count, board.SeatsLeft[c]), ""))).ToList();
            seats.AddRange(mine);
            if (mine.Count > 0)
            {
                model.AddLinearConstraint(Sum(mine.Select(s => s.Item3)), 0, board.Groups[g].Count);
            }
        }

        FillClasses(model, board, opening, seats);
        KeepLimits(model, board, seats);
        KeepApart(model, board, seats);
        return Serve(model, board, opening, seats, ct);
    }

    private static void FillClasses(CpModel model, Board board, Opening opening, List<(int Group, int Class, IntVar Var)> seats)
    {
        var byClass = seats.ToLookup(s => s.Class);
        for (var c = 0; c < board.Classes.Length; c++)
        {
            var taken = Sum(byClass[c].Select(s => s.Var));
            model.Add(taken <= LinearExpr.Term(opening.Held[c], board.SeatsLeft[c]));
            model.Add(taken >= LinearExpr.Term(opening.Held[c], board.Wanted[c]));
        }
    }

    private static void KeepLimits(CpModel model, Board board, List<(int Group, int Class, IntVar Var)> seats)
    {
        foreach (var branch in seats.GroupBy(s => board.Groups[s.Group].Branch))
        {
            for (var m = 0; m < board.MomentDays.Length; m++)
            {
                var away = branch.Where(s => board.Moments[board.SlotOf[s.Class]].Contains(m)).ToList();
                Limit(away, board.BranchRoom[branch.Key][m]);
                Limit([.. away.Where(s => board.Groups[s.Group].OnCommittee)], board.CommitteeRoom[branch.Key][m]);
            }
        }

        void Limit(List<(int Group, int Class, IntVar Var)> away, int room)
        {
            if (away.Count > 0)
            {
                model.AddLinearConstraint(Sum(away.Select(s => s.Var)), 0, Math.Max(0, room));
            }
        }
    }

    private static void KeepApart(CpModel model, Board board, List<(int Group, int Class, IntVar Var)> seats)
    {
        var alone = seats.Where(s => board.Groups[s.Group].Apart >= 0).ToLookup(s => board.Groups[s.Group].People[0].MemberId);
        foreach (var pair in board.Plan.Apart)
        {
            foreach (var (one, other) in alone[pair.One].Join(alone[pair.Other], s => s.Class, s => s.Class, (a, b) => (a, b)))
            {
                model.AddLinearConstraint(Sum([one.Var, other.Var]), 0, 1);
            }
        }
    }

    private static Seating Serve(CpModel model, Board board, Opening opening, List<(int Group, int Class, IntVar Var)> seats, CancellationToken ct)
    {
        var solver = new GoalSolver(model, ct);
        solver.Watched.AddRange(opening.Vars.Concat(opening.EvenTrainers.Terms.Select(t => t.Var)).Concat(seats.Select(s => s.Var)));
        var confirmed = seats.Where(s => board.Groups[s.Group].Kept == s.Class).ToList();
        var wereConfirmed = board.Groups.Where(g => g.Kept >= 0).Sum(g => g.Count);
        List<GoalReached> proof =
        [
            Flip(PlanGoal.Covered, solver.Minimise(Weigh(seats, _ => -1), Effort), 0),
            Flip(PlanGoal.Moved, solver.Minimise(Weigh(confirmed, _ => -1), Effort), wereConfirmed),
            Plain(PlanGoal.Classes, solver.Minimise(opening.FewClasses, Effort)),
            Plain(PlanGoal.Distance, solver.Minimise(Weigh(seats, s => board.DistanceTo(board.Groups[s.Group].Branch, s.Class)), Effort)),
            Waiting(board, solver.Minimise(Weigh(seats, s => Seating.Wait(board, s.Group, s.Class)), Effort)),
            Plain(PlanGoal.Trainers, solver.Minimise(opening.EvenTrainers, Effort)),
        ];
        return new Seating(
            [.. seats.Select(s => new Seats(s.Group, s.Class, (int)solver[s.Var])).Where(s => s.Count > 0)],
            Enumerable.Range(0, board.Classes.Length).Where(c => solver[opening.Held[c]] == 1).ToDictionary(c => c, c => opening.TrainerOf(c, solver)),
            proof);
    }

    private static Goal Weigh(List<(int Group, int Class, IntVar Var)> seats, Func<(int Group, int Class, IntVar Var), long> weight) =>
        new([.. seats.Select(s => (s.Var, weight(s))).Where(t => t.Item2 != 0)]);

    private static GoalReached Waiting(Board board, (long Value, long Bound) reached) => Seating.WaitOfAll(board) is var all && reached.Bound > -all
        ? new(PlanGoal.LongestAgo, all + reached.Value, all + reached.Bound)
        : new(PlanGoal.LongestAgo, all + reached.Value, 0);

    private static GoalReached Plain(PlanGoal goal, (long Value, long Bound) reached) => new(goal, reached.Value, Math.Max(0, reached.Bound));

    /// <summary>Covered is the count itself; moved is how many of those confirmed are not where they were.</summary>
    private static GoalReached Flip(PlanGoal goal, (long Value, long Bound) reached, long of) => goal is PlanGoal.Covered
        ? new(goal, -reached.Value, -reached.Bound)
        : new(goal, of + reached.Value, Math.Max(0, of + Math.Max(reached.Bound, -of)));

    private static LinearExpr Sum(IEnumerable<IntVar> vars) => LinearExpr.Sum(vars.Select(LinearExpr (v) => v));

    private const double Effort = 20;
}
