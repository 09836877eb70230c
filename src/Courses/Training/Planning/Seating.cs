namespace Learning.Courses.Training.Planning;

/// <summary>So many of a group sit in a class.</summary>
internal readonly record struct Seats(int Group, int Class, int Count);

/// <summary>A plan for groups, before names are dealt.</summary>
internal sealed record Seating(IReadOnlyList<Seats> Seats, IReadOnlyDictionary<int, string?> Trainers, IReadOnlyList<GoalReached> Proof)
{
    public int Covered => Seats.Sum(s => s.Count);

    /// <summary>
    /// What a seat takes off the waiting, were everybody to wait until the period is over: much for an early seat of somebody
    /// who needs it most. Counted so, and not from the beginning, because whoever gets no seat waits longest of all.
    /// </summary>
    public static long Wait(Board board, int group, int at) =>
        (long)board.Groups[group].Urgency * (board.Classes[at].Days.OpensOn.DayNumber - board.Plan.To.DayNumber - 1);

    /// <summary>The waiting if nobody had a seat; with the seats taken off it, how long those wait who need it most.</summary>
    public static long WaitOfAll(Board board) =>
        board.Groups.Sum(g => (long)g.Count * g.Urgency * (board.Plan.To.DayNumber + 1 - board.Plan.From.DayNumber));

    /// <summary>
    /// Puts names to the counts. Within a group the one trained longest ago takes the earliest seat; among those trained on one
    /// day, a wish is granted where the seats of the group allow it.
    /// </summary>
    public IEnumerable<(PlanPerson Person, int Class)> Deal(Board board)
    {
        foreach (var group in Seats.GroupBy(s => s.Group))
        {
            var seats = group.OrderBy(s => board.Classes[s.Class].Days.OpensOn).ThenBy(s => s.Class).SelectMany(s => Enumerable.Repeat(s.Class, s.Count)).ToList();
            var people = board.Groups[group.Key].People
                .OrderBy(p => p.LastTrainedOn ?? DateOnly.MinValue).ThenBy(p => p.Number, StringComparer.Ordinal).ThenBy(p => p.MemberId.Value)
                .Take(seats.Count).ToList();
            foreach (var alike in people.GroupBy(p => p.LastTrainedOn))
            {
                var theirs = seats[..alike.Count()];
                seats.RemoveRange(0, theirs.Count);
                foreach (var person in alike.OrderBy(p => p.Prefers is null))
                {
                    var wish = theirs.FindIndex(c => board.Classes[c].Id == person.Prefers);
                    var seat = wish >= 0 ? wish : 0;
                    yield return (person, theirs[seat]);
                    theirs.RemoveAt(seat);
                }
            }
        }
    }
}
