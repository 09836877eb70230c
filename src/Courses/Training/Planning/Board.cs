namespace Learning.Courses.Training.Planning;

/// <summary>
/// People who are alike to every rule: of one branch, equally urgent, free on the same days. The planner counts them and only
/// the dealing at the end looks at who they are, which is what makes a district of fifty thousand a small problem.
/// </summary>
/// <param name="Urgency">How long ago the last training was; large is long ago.</param>
/// <param name="Slots">By slot: may they come on these days?</param>
/// <param name="Kept">The class in which their place is confirmed; -1 for none.</param>
/// <param name="Apart">Somebody kept apart from others is a group of one. -1 for none.</param>
internal sealed record Group(int Branch, bool OnCommittee, int Urgency, bool[] Slots, int Kept, int Apart, List<PlanPerson> People)
{
    public int Count => People.Count;
}

/// <summary>The case in numbers: open questions only. Whoever is fixed has taken his seat and his share of the branch already.</summary>
internal sealed class Board
{
    private readonly Dictionary<string, int> branchOf;
    private readonly int[][] inReach;

    private Board(RotationCase plan, IReadOnlyList<PlanBranch> branches, IReadOnlyList<PlanClass> classes)
    {
        Plan = plan;
        Branches = [.. branches];
        Classes = [.. classes.Where(c => !c.Locked)];
        branchOf = Branches.Select((b, i) => (b.Path, i)).ToDictionary(b => b.Path, b => b.i, StringComparer.Ordinal);
        Slots = [.. Classes.Select(c => c.Days).Distinct().OrderBy(d => d.OpensOn).ThenBy(d => d.ClosesOn)];
        SlotOf = [.. Classes.Select(c => Array.IndexOf(Slots, c.Days))];
        SeatsLeft = [.. Classes.Select(c => c.Seats)];
        Wanted = [.. Classes.Select(c => c.Smallest)];
        Begun = new bool[Classes.Length];

        // Runs of days that overlap pairwise share a day, and one of them begins on it: the first days are all the days to ask about.
        MomentDays = [.. classes.Select(c => c.Days.OpensOn).Distinct().Order()];
        Moments = [.. Slots.Select(s => Enumerable.Range(0, MomentDays.Length).Where(m => Covers(s, MomentDays[m])).ToArray())];
        BranchRoom = [.. Branches.Select(b => Enumerable.Repeat(plan.Limits.OfBranch(b), MomentDays.Length).ToArray())];
        CommitteeRoom = [.. Branches.Select(b => Enumerable.Repeat(plan.Limits.OfCommittee(b), MomentDays.Length).ToArray())];
        inReach = [.. Branches.Select(b => Enumerable.Range(0, Classes.Length).Where(c => Distance(b, Classes[c]) <= plan.Limits.Distance).ToArray())];
        Groups = [];
    }

    public RotationCase Plan { get; }
    public PlanBranch[] Branches { get; }
    public PlanClass[] Classes { get; }

    /// <summary>The different runs of days, in order. Two classes of one slot are the same to anybody's diary.</summary>
    public ClassDays[] Slots { get; }
    public int[] SlotOf { get; }
    public DateOnly[] MomentDays { get; }

    /// <summary>By slot: the moments it covers. A limit on who is away is kept when it is kept at every moment.</summary>
    public int[][] Moments { get; }
    public int[] SeatsLeft { get; }

    /// <summary>How many more are needed until the class is worth holding.</summary>
    public int[] Wanted { get; }

    /// <summary>Classes that somebody has a fixed place in.</summary>
    public bool[] Begun { get; }
    public int[][] BranchRoom { get; }
    public int[][] CommitteeRoom { get; }
    public List<Group> Groups { get; private set; }
    public int People => Groups.Sum(g => g.Count);

    /// <param name="coarse">Fewer, larger groups: people of one branch stay together whose urgency differs, and count with its mean in whole years.</param>
    public static Board Of(Region region, IReadOnlyCollection<PlanPerson> people, IReadOnlyCollection<(PlanPerson Person, PlanClass Class)> taken, bool coarse)
    {
        var board = new Board(region.Plan, region.Branches, region.Classes);
        foreach (var (person, at) in taken)
        {
            board.Take(person, at);
        }

        board.Groups = board.Gather(people, coarse);
        if (coarse)
        {
            board.AvoidTaken(taken);
        }

        return board;
    }

    public IEnumerable<int> ClassesOf(Group group) => inReach[group.Branch].Where(c => group.Slots[SlotOf[c]]);

    public int[] InReach(int branch) => inReach[branch];

    public int DistanceTo(int branch, int at) => Distance(Branches[branch], Classes[at]);

    public int BranchIndex(PlanPerson person) => branchOf[person.Branch];

    /// <summary>How many of the branch may sit in this slot if nobody sits in any other.</summary>
    public int RoomIn(int[] room, int slot) => Math.Max(0, Moments[slot].Min(m => room[m]));

    public static bool CanCome(PlanPerson person, ClassDays days) =>
        (person.Windows.Count == 0 || person.Windows.Any(w => w.OpensOn <= days.OpensOn && days.ClosesOn <= w.ClosesOn))
        && !person.Away.Any(days.Overlaps);

    public static int Distance(PlanBranch branch, PlanClass at) => branch.Place.To(at.Place);

    public static int DaysAgo(PlanPerson person, DateOnly from) =>
        person.LastTrainedOn is { } day ? Math.Clamp(from.DayNumber - day.DayNumber, 0, LongAgo) : LongAgo;

    private void Take(PlanPerson person, PlanClass at)
    {
        if (branchOf.TryGetValue(person.Branch, out var branch))
        {
            for (var m = 0; m < MomentDays.Length; m++)
            {
                if (Covers(at.Days, MomentDays[m]))
                {
                    BranchRoom[branch][m]--;
                    CommitteeRoom[branch][m] -= person.OnCommittee ? 1 : 0;
                }
            }
        }

        if (Array.FindIndex(Classes, c => c.Id == at.Id) is >= 0 and var c)
        {
            SeatsLeft[c]--;
            Wanted[c] = Math.Max(0, Wanted[c] - 1);
            Begun[c] = true;
        }
    }

    private List<Group> Gather(IReadOnlyCollection<PlanPerson> people, bool coarse)
    {
        var apart = Plan.Apart.SelectMany(a => new[] { a.One, a.Other }).ToHashSet();
        var index = Classes.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
        var always = Enumerable.Repeat(true, Slots.Length).ToArray();
        var groups = new Dictionary<(int, bool, int, string, int, int), Group>();
        var alone = 0;
        foreach (var person in people.OrderBy(p => p.Number, StringComparer.Ordinal).ThenBy(p => p.MemberId.Value))
        {
            var free = person is { Windows.Count: 0, Away.Count: 0 };
            var slots = free ? always : [.. Slots.Select(s => CanCome(person, s))];
            var days = free ? "" : string.Concat(slots.Select(s => s ? '1' : '0'));
            var urgency = coarse ? 0 : DaysAgo(person, Plan.From);
            var kept = Plan.Confirmed.TryGetValue(person.MemberId, out var at) && index.TryGetValue(at, out var c) ? c : -1;
            var key = (branchOf[person.Branch], person.OnCommittee, urgency, days, kept, apart.Contains(person.MemberId) ? alone++ : -1);
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = new Group(key.Item1, person.OnCommittee, urgency, [.. slots], kept, key.Item6, []);
            }

            group.People.Add(person);
        }

        return coarse ? [.. groups.Values.Select(g => g with { Urgency = (int)Math.Round(g.People.Average(p => DaysAgo(p, Plan.From)) / 365) })] : [.. groups.Values];
    }

    /// <summary>Whoever is kept apart from somebody who stays in a class looks for other days than that class has.</summary>
    private void AvoidTaken(IReadOnlyCollection<(PlanPerson Person, PlanClass Class)> taken)
    {
        var at = taken.ToDictionary(t => t.Person.MemberId, t => t.Class.Days);
        foreach (var group in Groups.Where(g => g.Apart >= 0))
        {
            var self = group.People[0].MemberId;
            foreach (var other in Plan.Apart.Where(a => a.One == self || a.Other == self).Select(a => a.One == self ? a.Other : a.One))
            {
                if (at.TryGetValue(other, out var days) && Array.IndexOf(Slots, days) is >= 0 and var slot)
                {
                    group.Slots[slot] = false;
                }
            }
        }
    }

    private static bool Covers(ClassDays days, DateOnly day) => days.OpensOn <= day && day <= days.ClosesOn;

    /// <summary>Ten years and never are alike.</summary>
    private const int LongAgo = 3650;
}

/// <summary>A part of the case that shares no class, no trainer and no pair with the rest, and can be planned by itself.</summary>
internal sealed record Region(RotationCase Plan, IReadOnlyList<PlanBranch> Branches, IReadOnlyList<PlanClass> Classes, IReadOnlyList<PlanPerson> People);
