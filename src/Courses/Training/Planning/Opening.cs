using Google.OrTools.Sat;

namespace Learning.Courses.Training.Planning;

/// <summary>Which classes are held and who leads them, as variables: common to the exact model and to the coarse one.</summary>
internal sealed class Opening
{
    private readonly Board board;
    private readonly List<(int Class, string Trainer, IntVar Var)> leads = [];

    /// <param name="even">Whether the trainers' loads are asked for as well.</param>
    public Opening(CpModel model, Board board, bool even)
    {
        this.board = board;
        Held = [.. board.Classes.Select((c, i) => model.NewIntVar(board.Begun[i] ? 1 : 0, 1, ""))];
        for (var c = 0; c < board.Classes.Length; c++)
        {
            var mine = board.Classes[c].Trainers.Distinct(StringComparer.Ordinal).Select(t => (c, t, model.NewIntVar(0, 1, ""))).ToList();
            leads.AddRange(mine);
            if (mine.Count > 0)
            {
                model.Add(LinearExpr.Sum(mine.Select(LinearExpr (l) => l.Item3)) == Held[c]);
            }
        }

        foreach (var trainer in leads.GroupBy(l => l.Trainer, StringComparer.Ordinal))
        {
            KeepInOnePlace(model, [.. trainer]);
            if (even)
            {
                Count(model, [.. trainer]);
            }
        }
    }

    public IntVar[] Held { get; }
    public IEnumerable<IntVar> Vars => Held.Concat(leads.Select(l => l.Var));
    public Goal FewClasses => new([.. Held.Select(h => (h, 1L))]);

    /// <summary>A trainer's first class costs one, the second two more, and so on: the smallest sum is the most even one.</summary>
    public Goal EvenTrainers { get; } = new(new List<(IntVar, long)>());

    public string? TrainerOf(int at, GoalSolver solver) => leads.Where(l => l.Class == at && solver[l.Var] == 1).Select(l => l.Trainer).FirstOrDefault();

    private void KeepInOnePlace(CpModel model, List<(int Class, string Trainer, IntVar Var)> mine)
    {
        var locked = board.Plan.Classes.Where(c => c.Locked && c.Trainers.Contains(mine[0].Trainer, StringComparer.Ordinal)).ToList();
        foreach (var lead in mine.Where(l => locked.Exists(c => c.Days.Overlaps(board.Classes[l.Class].Days))))
        {
            model.Add(lead.Var == 0);
        }

        foreach (var at in mine.GroupBy(l => board.Classes[l.Class].Days.OpensOn).Select(d => d.Key))
        {
            var meanwhile = mine.Where(l => board.Classes[l.Class].Days is var d && d.OpensOn <= at && at <= d.ClosesOn).ToList();
            if (meanwhile.Count > 1)
            {
                model.AddLinearConstraint(LinearExpr.Sum(meanwhile.Select(LinearExpr (l) => l.Var)), 0, 1);
            }
        }
    }

    private void Count(CpModel model, List<(int Class, string Trainer, IntVar Var)> mine)
    {
        var marks = mine.Select((_, i) => (Var: model.NewIntVar(0, 1, ""), Weight: i + 1L)).ToList();
        model.Add(LinearExpr.Sum(marks.Select(LinearExpr (m) => m.Var)) == LinearExpr.Sum(mine.Select(LinearExpr (l) => l.Var)));
        ((List<(IntVar, long)>)EvenTrainers.Terms).AddRange(marks);
    }
}
