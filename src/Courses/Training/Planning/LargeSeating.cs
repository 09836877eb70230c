namespace Learning.Courses.Training.Planning;

/// <summary>
/// Large cases: towns choose the classes, a flow seats the branches, and what the towns could not see is mended by holding a
/// class more or one fewer. Everything skipped on the way is skipped in favour of the bounds, so the gap that is stated is real.
/// </summary>
internal sealed class LargeSeating(Board board, CancellationToken ct)
{
    public Seating Solve()
    {
        var all = Enumerable.Repeat(true, board.Classes.Length).ToArray();
        var hope = FlowSeating.Hope(board, all, ct);
        SeparatePairs();
        if (Array.Exists(board.Begun, b => b) && Seat(board.Begun).Draft is var within && within.Covered == hope.Covered)
        {
            // The classes that are held anyway have room for everybody: there is nothing to choose.
            return Finish(within, hope.Covered, within.Held.Count);
        }

        var (held, bound) = Choose(hope);
        return Finish(Mend(held, hope.Covered), hope.Covered, bound);
    }

    private Seating Finish(Draft draft, int hoped, long bound)
    {
        bool[] held = [.. Enumerable.Range(0, board.Classes.Length).Select(draft.Held.Contains)];
        var trainers = AssignTrainers.Run(board, held, ct);
        return new Seating(draft.Seats, trainers, Prove(draft, trainers, hoped, bound));
    }

    private (bool[] Held, long Bound) Choose(FlowAnswer hope)
    {
        try
        {
            return new ChooseClasses(board).Run(hope, ct);
        }
        catch (PlannerGaveUpException)
        {
            // No answer within the effort: begin with none and let the mending hold what is asked for. No bound is claimed.
            return ([.. board.Begun], 0);
        }
    }

    private Draft Mend(bool[] held, int hoped)
    {
        Draft? best = null;
        for (var round = 0; round < Rounds; round++)
        {
            var (draft, fewer) = Seat(held);
            if (best is null || draft.IsBetterThan(best))
            {
                best = draft;
            }

            var more = draft.Covered < hoped ? HoldMore(fewer, draft) : fewer;
            if (more.AsSpan().SequenceEqual(held))
            {
                break;
            }

            held = more;
        }

        return best!;
    }

    /// <summary>Seats as many as possible, then gives up the classes that are not worth holding. They are not held in the next round either.</summary>
    private (Draft Draft, bool[] Worth) Seat(bool[] held)
    {
        var answer = FlowSeating.Run(board, held, Allowance.Hopeful(board), ct);
        var safe = Allowance.Safe(board, answer);
        if (!Fits(answer, safe))
        {
            answer = FlowSeating.Run(board, held, safe, ct);
        }

        var seats = answer.Pair(board);
        var taken = new int[board.Classes.Length];
        seats.ForEach(s => taken[s.Class] += s.Count);
        bool[] worth = [.. held.Select((h, c) => h && (board.Begun[c] || (taken[c] > 0 && taken[c] >= board.Wanted[c])))];
        seats.RemoveAll(s => !worth[s.Class]);
        return (new Draft(board, seats, [.. Enumerable.Range(0, worth.Length).Where(c => worth[c])]), worth);
    }

    private static bool Fits(FlowAnswer answer, Allowance safe) =>
        answer.Branches.All(b => b.Value <= safe.OfBranch(b.Key.Branch, b.Key.Slot))
        && answer.Committees.All(b => b.Value <= safe.OfCommittee(b.Key.Branch, b.Key.Slot));

    /// <summary>Holds the classes that most of those left out could attend, until each of them has one in sight.</summary>
    private bool[] HoldMore(bool[] held, Draft draft)
    {
        bool[] more = [.. held];
        var left = board.Groups.Select(g => g.Count).ToArray();
        foreach (var seat in draft.Seats)
        {
            left[seat.Group] -= seat.Count;
        }

        var leads = AssignTrainers.Run(board, held, ct);
        while (true)
        {
            var wishes = new int[board.Classes.Length];
            for (var g = 0; g < left.Length; g++)
            {
                if (left[g] > 0)
                {
                    foreach (var c in board.ClassesOf(board.Groups[g]).Where(c => !more[c]))
                    {
                        wishes[c] += left[g];
                    }
                }
            }

            var order = Enumerable.Range(0, wishes.Length).Where(c => wishes[c] > 0 && wishes[c] >= board.Wanted[c] / 2).OrderByDescending(c => Math.Min(wishes[c], board.SeatsLeft[c])).ThenBy(c => c);
            var next = order.Cast<int?>().FirstOrDefault(c => board.Classes[c!.Value].Trainers.Count == 0 || AssignTrainers.FreeFor(board, leads, c.Value) is not null);
            if (next is not { } opened)
            {
                return more;
            }

            more[opened] = true;
            leads[opened] = AssignTrainers.FreeFor(board, leads, opened);
            Serve(left, opened);
        }
    }

    private void Serve(int[] left, int at)
    {
        var free = board.SeatsLeft[at];
        for (var g = 0; g < left.Length && free > 0; g++)
        {
            if (left[g] > 0 && board.ClassesOf(board.Groups[g]).Contains(at))
            {
                var now = Math.Min(left[g], free);
                (left[g], free) = (left[g] - now, free - now);
            }
        }
    }

    /// <summary>
    /// People kept apart keep to different slots, taken in turns. Stricter than the rule, for few people; whoever would need a
    /// fifth turn is left out and named. The exact model is not so strict.
    /// </summary>
    private void SeparatePairs()
    {
        var alone = board.Groups.Where(g => g.Apart >= 0).ToDictionary(g => g.People[0].MemberId);
        var colours = new Dictionary<MemberId, int>();
        var rivals = board.Plan.Apart.SelectMany(a => new[] { (a.One, a.Other), (One: a.Other, Other: a.One) }).ToLookup(a => a.One, a => a.Other);
        foreach (var (member, group) in alone)
        {
            var taken = rivals[member].Where(colours.ContainsKey).Select(r => colours[r]).ToHashSet();
            var colour = Enumerable.Range(0, int.MaxValue).First(k => !taken.Contains(k));
            colours[member] = colour;
            for (var s = 0; s < group.Slots.Length; s++)
            {
                group.Slots[s] = group.Slots[s] && s % Colours == colour;
            }
        }
    }

    private List<GoalReached> Prove(Draft best, Dictionary<int, string?> trainers, int hoped, long bound)
    {
        var covered = best.Covered;
        var nearest = new long[board.Groups.Count];
        for (var g = 0; g < nearest.Length; g++)
        {
            nearest[g] = board.ClassesOf(board.Groups[g]).Select(c => (long)board.DistanceTo(board.Groups[g].Branch, c)).DefaultIfEmpty(0).Min();
        }

        // Nobody can be sent nearer than to the nearest class: not the best bound, but one that needs no trust.
        var near = best.Seats.Sum(s => s.Count * nearest[s.Group]);
        return
        [
            new(PlanGoal.Covered, covered, Math.Max(covered, hoped)),
            new(PlanGoal.Moved, 0, 0),
            new(PlanGoal.Classes, best.Held.Count, Math.Min(best.Held.Count, Math.Max(covered == hoped ? bound : 0, FewestFor(covered)))),
            new(PlanGoal.Distance, best.Distance, Math.Min(near, best.Distance)),
            new(PlanGoal.LongestAgo, Seating.WaitOfAll(board) + best.Seats.Sum(s => s.Count * Seating.Wait(board, s.Group, s.Class)), 0),
            new(PlanGoal.Trainers, AssignTrainers.LoadOf(trainers), AssignTrainers.EvenLoad(board, trainers.Count(t => t.Value is not null))),
        ];
    }

    /// <summary>If everybody could go everywhere: the largest classes first. Right for any number of people, unlike the bound of the towns.</summary>
    private int FewestFor(int people)
    {
        var fewest = board.Begun.Count(b => b);
        people -= Enumerable.Range(0, board.Classes.Length).Where(c => board.Begun[c]).Sum(c => board.SeatsLeft[c]);
        foreach (var seats in Enumerable.Range(0, board.Classes.Length).Where(c => !board.Begun[c]).Select(c => board.SeatsLeft[c]).OrderDescending())
        {
            fewest += people > 0 ? 1 : 0;
            people -= seats;
        }

        return fewest;
    }

    private const int Rounds = 4;
    private const int Colours = 4;
}

internal sealed record Draft(Board Board, List<Seats> Seats, HashSet<int> Held)
{
    public int Covered { get; } = Seats.Sum(s => s.Count);
    public long Distance { get; } = Seats.Sum(s => (long)s.Count * Board.DistanceTo(Board.Groups[s.Group].Branch, s.Class));

    public bool IsBetterThan(Draft other) => (-Covered, Held.Count, Distance).CompareTo((-other.Covered, other.Held.Count, other.Distance)) < 0;
}
