using Google.OrTools.Sat;

namespace Learning.Courses.Training.Planning;

/// <summary>A sum to be made small.</summary>
internal readonly record struct Goal(IReadOnlyList<(IntVar Var, long Weight)> Terms)
{
    public LinearExpr Expr() => LinearExpr.WeightedSum(Terms.Select(LinearExpr (t) => t.Var), Terms.Select(t => t.Weight));
}

/// <summary>
/// Serves goals one after the other: what one has reached, the next may not spoil. One thread, a fixed seed and effort counted
/// in steps instead of seconds, so that a slow machine finds the same plan.
/// </summary>
internal sealed class GoalSolver(CpModel model, CancellationToken ct)
{
    private readonly Dictionary<int, (IntVar Var, long Value)> best = [];
    private readonly List<(IntVar Var, long Value)> guesses = [];

    /// <param name="effort">In the solver's own units, about a second of an idle machine each.</param>
    public (long Value, long Bound) Minimise(Goal goal, double effort)
    {
        if (goal.Terms.Count == 0)
        {
            return (0, 0);
        }

        model.Minimize(goal.Expr());
        model.ClearHints();
        foreach (var (at, value) in best.Count > 0 ? [.. best.Values] : guesses)
        {
            model.AddHint(at, value);
        }

        using var solver = new CpSolver();
        solver.StringParameters = FormattableString.Invariant($"num_workers:1,random_seed:1,max_deterministic_time:{effort}");
        using var stop = ct.Register(solver.StopSearch);
        var status = solver.Solve(model, null);
        ct.ThrowIfCancellationRequested();
        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
        {
            return best.Count > 0 && status is CpSolverStatus.Unknown
                ? (ValueOf(goal), long.MinValue)
                : throw new PlannerGaveUpException(status.ToString());
        }

        Remember(solver);
        var reached = ValueOf(goal);
        model.AddLinearConstraint(goal.Expr(), long.MinValue / 4, reached);
        return (reached, status is CpSolverStatus.Optimal ? reached : (long)Math.Ceiling(solver.BestObjectiveBound - 1e-6));
    }

    /// <summary>Where to begin: may be wrong, and is forgotten after the first goal.</summary>
    public void Guess(IntVar at, long value) => guesses.Add((at, value));

    public long this[IntVar at] => best[at.Index].Value;

    private long ValueOf(Goal goal) => goal.Terms.Sum(t => best[t.Var.Index].Value * t.Weight);

    private void Remember(CpSolver solver)
    {
        foreach (var at in Watched)
        {
            best[at.Index] = (at, solver.Value(at));
        }
    }

    /// <summary>The variables whose values are asked for later.</summary>
    public List<IntVar> Watched { get; } = [];
}

/// <summary>The search found no plan at all within its effort. The caller has a simpler way left.</summary>
internal sealed class PlannerGaveUpException(string status) : Exception(status);
