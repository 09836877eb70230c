using Google.OrTools.Graph;

namespace Learning.Courses.Training.Planning;

/// <summary>
/// Large cases, second question: with these classes held, who sits where? People flow from their group through their branch's
/// share of each slot into a class. As many as possible arrive; among such plans the flow is the nearest, and then the one in
/// which those who waited longest come first, counted as in <see cref="Seating.Wait"/>.
/// </summary>
internal sealed class FlowSeating : IDisposable
{
    private readonly Board board;
    private readonly bool[] held;
    private readonly Allowance allowance;
    private readonly MinCostFlow flow = new();
    private readonly Dictionary<(int Branch, int Slot), int> doors = [];
    private readonly Dictionary<(int Branch, int Slot), int> committeeDoors = [];
    private readonly List<(int Arc, int Group, int Slot)> comings = [];
    private readonly List<(int Arc, int Branch, int Class)> sittings = [];
    private int nodes;

    private readonly bool costs;

    private FlowSeating(Board board, bool[] held, Allowance allowance, bool costs)
    {
        (this.board, this.held, this.allowance, this.costs) = (board, held, allowance, costs);
        nodes = board.Groups.Count + board.Classes.Length + 1;
    }

    /// <summary>Who comes on which days, and which branch sits where.</summary>
    public static FlowAnswer Run(Board board, bool[] held, Allowance allowance, CancellationToken ct) => Run(board, held, allowance, costs: true, ct);

    /// <summary>As many as possible, however far they travel: all that a bound needs, in a fraction of the time.</summary>
    public static FlowAnswer Hope(Board board, bool[] held, CancellationToken ct) => Run(board, held, Allowance.Hopeful(board), costs: false, ct);

    private static FlowAnswer Run(Board board, bool[] held, Allowance allowance, bool costs, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var seating = new FlowSeating(board, held, allowance, costs);
        return seating.Run();
    }

    public void Dispose() => flow.Dispose();

    private FlowAnswer Run()
    {
        var weight = 1L + board.Groups.Sum(g => (long)g.Count * g.Urgency * (Weeks(board.Plan.To) + 1));
        var branches = board.Groups.Select((g, i) => (g, i)).GroupBy(g => g.g.Branch);
        var farthest = 1L;
        foreach (var branch in branches)
        {
            farthest = Math.Max(farthest, AddBranch(branch.Key, [.. branch], weight));
        }

        AddClasses(farthest * weight);
        return flow.SolveMaxFlowWithMinCost() is MinCostFlowBase.Status.OPTIMAL ? Read() : throw new PlannerGaveUpException("flow");
    }

    private long AddBranch(int branch, List<(Group Group, int Index)> groups, long weight)
    {
        var classes = board.InReach(branch).Where(c => held[c] && board.SeatsLeft[c] > 0).GroupBy(c => board.SlotOf[c]).ToList();
        var farthest = 0L;
        foreach (var slot in classes)
        {
            var room = allowance.OfBranch(branch, slot.Key);
            if (room == 0 || !groups.Exists(g => g.Group.Slots[slot.Key]))
            {
                continue;
            }

            var (door, inside) = (nodes++, nodes++);
            doors[(branch, slot.Key)] = flow.AddArcWithCapacityAndUnitCost(door, inside, room, 0);
            foreach (var at in slot)
            {
                var distance = board.DistanceTo(branch, at);
                farthest = Math.Max(farthest, distance);
                sittings.Add((flow.AddArcWithCapacityAndUnitCost(inside, ClassNode(at), Math.Min(room, board.SeatsLeft[at]), Cost(distance * weight)), branch, at));
            }

            var committee = groups.Exists(g => g.Group.OnCommittee) ? AddCommittee(branch, slot.Key, door) : door;
            foreach (var (group, index) in groups.Where(g => g.Group.Slots[slot.Key]))
            {
                var arc = flow.AddArcWithCapacityAndUnitCost(
                    index, group.OnCommittee ? committee : door, group.Count, Cost(group.Urgency * (Weeks(board.Slots[slot.Key].OpensOn) - Weeks(board.Plan.To) - 1)));
                comings.Add((arc, index, slot.Key));
            }
        }

        groups.ForEach(g => flow.SetNodeSupply(g.Index, g.Group.Count));
        return farthest;
    }

    private int AddCommittee(int branch, int slot, int door)
    {
        var node = nodes++;
        committeeDoors[(branch, slot)] = flow.AddArcWithCapacityAndUnitCost(node, door, allowance.OfCommittee(branch, slot), 0);
        return node;
    }

    /// <summary>The seats that make a class worth holding are paid for, so that they are filled before the nearest ones elsewhere.</summary>
    private void AddClasses(long farthest)
    {
        var sink = board.Groups.Count + board.Classes.Length;
        for (var c = 0; c < board.Classes.Length; c++)
        {
            if (held[c] && board.SeatsLeft[c] > 0)
            {
                var wanted = Math.Min(board.Wanted[c], board.SeatsLeft[c]);
                flow.AddArcWithCapacityAndUnitCost(ClassNode(c), sink, wanted, Cost(-4 * farthest));
                flow.AddArcWithCapacityAndUnitCost(ClassNode(c), sink, board.SeatsLeft[c] - wanted, 0);
            }
        }

        flow.SetNodeSupply(sink, -board.People);
    }

    private FlowAnswer Read() => new(
        [.. comings.Select(a => (a.Group, a.Slot, (int)flow.Flow(a.Arc))).Where(a => a.Item3 > 0)],
        [.. sittings.Select(a => (a.Branch, a.Class, (int)flow.Flow(a.Arc))).Where(a => a.Item3 > 0)],
        doors.ToDictionary(d => d.Key, d => (int)flow.Flow(d.Value)),
        committeeDoors.ToDictionary(d => d.Key, d => (int)flow.Flow(d.Value)));

    private long Cost(long cost) => costs ? cost : 0;

    private int ClassNode(int at) => board.Groups.Count + at;

    private long Weeks(DateOnly day) => Math.Max(0, day.DayNumber - board.Plan.From.DayNumber) / 7;
}

internal sealed record FlowAnswer(
    IReadOnlyList<(int Group, int Slot, int Count)> Comings,
    IReadOnlyList<(int Branch, int Class, int Count)> Sittings,
    Dictionary<(int Branch, int Slot), int> Branches,
    Dictionary<(int Branch, int Slot), int> Committees)
{
    public int Covered => Comings.Sum(c => c.Count);

    /// <summary>Within a branch and slot anybody may sit in any class of that branch and slot, so they are paired off in order.</summary>
    public List<Seats> Pair(Board board)
    {
        var seats = new List<Seats>();
        var classes = Sittings.GroupBy(s => (s.Branch, board.SlotOf[s.Class])).ToDictionary(s => s.Key, s => new Queue<(int Class, int Left)>(s.Select(x => (x.Class, x.Count))));
        foreach (var (group, slot, count) in Comings)
        {
            var queue = classes[(board.Groups[group].Branch, slot)];
            for (var left = count; left > 0;)
            {
                var (at, free) = queue.Dequeue();
                var now = Math.Min(left, free);
                seats.Add(new Seats(group, at, now));
                left -= now;
                if (free > now)
                {
                    queue = classes[(board.Groups[group].Branch, slot)] = new Queue<(int, int)>(queue.Prepend((at, free - now)));
                }
            }
        }

        return seats;
    }
}
