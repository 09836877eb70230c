namespace Learning.Courses.Training.Planning;

/// <summary>
/// The planner: gives every person of a case a place in exactly one class, or says who has none and what is missing. No rule is
/// ever broken. The goals come one after the other: as many people as possible; as few confirmed places moved; as few classes
/// held; as little travel; those trained longest ago first; trainers evenly. Pure: the same case gives the same answer.
/// </summary>
public sealed class PlanPlaces
{
    private readonly RotationCase plan;
    private readonly IProgress<PlanProgress>? progress;
    private readonly CancellationToken ct;
    private readonly Dictionary<MemberId, Guid> places = [];
    private readonly List<HeldClass> held = [];
    private readonly List<GoalReached> proof = [.. Enum.GetValues<PlanGoal>().Select(g => new GoalReached(g, 0, 0))];

    private PlanPlaces(RotationCase plan, IProgress<PlanProgress>? progress, CancellationToken ct) => (this.plan, this.progress, this.ct) = (plan, progress, ct);

    /// <exception cref="ArgumentException">The case contradicts itself; ask <see cref="CheckCase"/> first.</exception>
    public static RotationAnswer Run(RotationCase plan, IProgress<PlanProgress>? progress = null, CancellationToken ct = default)
    {
        if (CheckCase.Run(plan) is [var fault, ..])
        {
            throw new ArgumentException($"The case cannot be planned: {fault.Code}.", nameof(plan));
        }

        return new PlanPlaces(plan, progress, ct).Run();
    }

    private RotationAnswer Run()
    {
        progress?.Report(new PlanProgress(PlanStep.Sorting, 0, 1));
        var classes = plan.Classes.ToDictionary(c => c.Id);
        var locked = plan.People
            .Where(p => plan.Confirmed.TryGetValue(p.MemberId, out var at) && classes.TryGetValue(at, out var c) && c.Locked)
            .Select(p => (Person: p, Class: classes[plan.Confirmed[p.MemberId]])).ToList();
        locked.ForEach(l => places[l.Person.MemberId] = l.Class.Id);
        held.AddRange(plan.Classes.Where(c => c.Locked).Select(c => new HeldClass(c.Id, c.Trainers is [var first, ..] ? first : null)));

        var fixedPeople = locked.Select(l => l.Person.MemberId).ToHashSet();
        var regions = Regions.Of(plan, [.. plan.People.Where(p => !fixedPeople.Contains(p.MemberId))]);
        Add([new(PlanGoal.Covered, locked.Count, locked.Count)]);
        for (var r = 0; r < regions.Count; r++)
        {
            ct.ThrowIfCancellationRequested();
            progress?.Report(new PlanProgress(PlanStep.Seating, r, regions.Count));
            PlanRegion(regions[r], locked);
        }

        progress?.Report(new PlanProgress(PlanStep.Explaining, regions.Count, regions.Count));
        var (leftOut, needs) = new ExplainGaps(plan, places, held).Run();
        return new RotationAnswer(places, held, leftOut, needs, proof);
    }

    private void PlanRegion(Region region, List<(PlanPerson Person, PlanClass Class)> locked)
    {
        var paths = region.Branches.Select(b => b.Path).ToHashSet(StringComparer.Ordinal);
        var taken = locked.Where(l => paths.Contains(l.Person.Branch)).ToList();
        var board = region.People.Count <= FewPeople ? Board.Of(region, region.People, taken, coarse: false) : null;
        if (board is not null && board.Groups.Sum(g => board.ClassesOf(g).Count()) <= FewChoices)
        {
            try
            {
                Take(board, ExactSeating.Solve(board, ct));
                return;
            }
            catch (PlannerGaveUpException)
            {
                // Small and yet too hard for the exact model: the way of the large ones always ends.
            }
        }

        PlanLargeRegion(region, taken);
    }

    private void PlanLargeRegion(Region region, List<(PlanPerson Person, PlanClass Class)> taken)
    {
        var diary = new Diary(plan);
        taken.ForEach(t => diary.Place(t.Person, t.Class));
        var kept = KeepPlaces.Of(region, diary);
        var possible = kept.Count;
        while (true)
        {
            var staying = kept.Select(k => k.Person.MemberId).ToHashSet();
            var board = Board.Of(region, [.. region.People.Where(p => !staying.Contains(p.MemberId))], [.. taken, .. kept], coarse: true);
            var seating = new LargeSeating(board, ct).Solve();

            // A class that has lost too many and cannot be filled is given up, and its people are placed anew.
            var filled = seating.Seats.ToLookup(s => s.Class, s => s.Count);
            var dead = Enumerable.Range(0, board.Classes.Length).Where(c => board.Begun[c] && filled[c].Sum() < board.Wanted[c]).Select(c => board.Classes[c].Id).ToHashSet();
            if (kept.RemoveAll(k => dead.Contains(k.Class.Id)) > 0)
            {
                continue;
            }

            Exchange(region, board, seating, taken, kept, possible);
            return;
        }
    }

    private void Exchange(
        Region region, Board board, Seating seating, List<(PlanPerson Person, PlanClass Class)> taken, List<(PlanPerson Person, PlanClass Class)> kept, int possible)
    {
        var diary = new Diary(plan);
        taken.Concat(kept).ToList().ForEach(t => diary.Place(t.Person, t.Class));
        foreach (var (person, at) in seating.Deal(board))
        {
            diary.Place(person, board.Classes[at]);
        }

        PlanClass[] open = [.. seating.Trainers.Keys.Order().Select(c => board.Classes[c])];
        var people = region.People.ToDictionary(p => p.MemberId);
        new ExchangePlaces(plan, diary, open, people).Run(region.People.Where(p => !diary.Places.ContainsKey(p.MemberId)), ct);
        foreach (var person in region.People)
        {
            if (diary.Places.TryGetValue(person.MemberId, out var at))
            {
                places[person.MemberId] = at;
            }
        }

        held.AddRange(seating.Trainers.OrderBy(t => t.Key).Select(t => new HeldClass(board.Classes[t.Key].Id, t.Value)));
        Add(Recount(region, board, seating, kept.Count, possible));
    }

    /// <summary>The flow knew nothing of those who stayed, nor of the exchanges after it.</summary>
    private List<GoalReached> Recount(Region region, Board board, Seating seating, int kept, int possible)
    {
        var classes = board.Classes.ToDictionary(c => c.Id);
        var sitting = region.People.Where(p => places.ContainsKey(p.MemberId)).Select(p => (Person: p, At: classes[places[p.MemberId]])).ToList();
        var were = sitting.Where(s => plan.Confirmed.TryGetValue(s.Person.MemberId, out var at) && classes.ContainsKey(at)).ToList();
        var moved = were.Count(s => plan.Confirmed[s.Person.MemberId] != s.At.Id);
        var hoped = seating.Proof.Single(p => p.Goal is PlanGoal.Covered).Bound + kept;
        var distance = sitting.Sum(s => (long)Board.Distance(board.Branches[board.BranchIndex(s.Person)], s.At));
        var covered = seating.Proof.Where(p => p.Goal is not (PlanGoal.Covered or PlanGoal.Moved or PlanGoal.Distance));
        return
        [
            // With confirmed places kept, those left out might have a place if more of them moved; no more is claimed than everybody.
            new(PlanGoal.Covered, sitting.Count, kept > 0 && sitting.Count < region.People.Count ? region.People.Count : Math.Max(sitting.Count, hoped)),
            new(PlanGoal.Moved, moved, Math.Min(moved, Math.Max(0, were.Count - possible))),
            new(PlanGoal.Distance, distance, Math.Min(distance, kept > 0 ? 0 : seating.Proof.Single(p => p.Goal is PlanGoal.Distance).Bound)),
            .. covered,
        ];
    }

    private void Take(Board board, Seating seating)
    {
        foreach (var (person, at) in seating.Deal(board))
        {
            places[person.MemberId] = board.Classes[at].Id;
        }

        held.AddRange(seating.Trainers.OrderBy(t => t.Key).Select(t => new HeldClass(board.Classes[t.Key].Id, t.Value)));
        Add(seating.Proof);
    }

    private void Add(IEnumerable<GoalReached> reached)
    {
        foreach (var (goal, value, bound) in reached)
        {
            proof[(int)goal] = new GoalReached(goal, proof[(int)goal].Value + value, proof[(int)goal].Bound + bound);
        }
    }

    // Up to here the exact model answers in seconds.
    private const int FewPeople = 2_000;
    private const int FewChoices = 1_500;
}
