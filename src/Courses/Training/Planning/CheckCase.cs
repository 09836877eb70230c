namespace Learning.Courses.Training.Planning;

/// <summary>What is wrong with a case before any planning: each fault with the place to mend it.</summary>
public static class CheckCase
{
    public static IReadOnlyList<Refusal> Run(RotationCase plan) =>
        [.. CheckPeriod(plan), .. CheckLimits(plan.Limits), .. plan.Branches.SelectMany(CheckBranch), .. CheckClasses(plan), .. CheckPeople(plan)];

    private static IEnumerable<Refusal> CheckPeriod(RotationCase plan)
    {
        if (plan.To < plan.From)
        {
            yield return new Refusal("Rotation.EndsBeforeItBegins", plan.From, plan.To);
        }

        if (plan.People.Count == 0)
        {
            yield return new Refusal("Plan.NobodyToPlace");
        }
    }

    private static IEnumerable<Refusal> CheckLimits(PlanLimits limits)
    {
        if (limits.BranchShare is < 1 or > 100 || limits.CommitteeShare is < 1 or > 100)
        {
            yield return new Refusal("Rotation.BranchShareRange");
        }

        if (limits.Distance < 0)
        {
            yield return new Refusal("Plan.NegativeDistance", limits.Distance / 10m);
        }
    }

    private static IEnumerable<Refusal> CheckBranch(PlanBranch branch)
    {
        if (branch.Members < 0 || branch.Committee < 0 || branch.Committee > branch.Members)
        {
            yield return new Refusal("Plan.BranchCounts", branch.Path, branch.Members, branch.Committee);
        }
    }

    private static IEnumerable<Refusal> CheckClasses(RotationCase plan)
    {
        foreach (var at in plan.Classes)
        {
            var fault = at switch
            {
                { Seats: < 1 } => new Refusal("Plan.NoSeats", at.Room, at.Days.OpensOn, at.Seats),
                { Smallest: < 0 } => new Refusal("Plan.SmallestNegative", at.Room, at.Days.OpensOn, at.Smallest),
                _ when at.Smallest > at.Seats => new Refusal("Plan.SmallestOverSeats", at.Room, at.Days.OpensOn, at.Smallest, at.Seats),
                _ when at.Days.ClosesOn < at.Days.OpensOn => new Refusal("Rotation.ClassEndsBeforeItBegins", at.Days.OpensOn, at.Days.ClosesOn),
                _ when !at.Locked && (at.Days.OpensOn < plan.From || at.Days.ClosesOn > plan.To) =>
                    new Refusal("Rotation.ClassOutside", at.Days.OpensOn, at.Days.ClosesOn, plan.From, plan.To),
                _ => null,
            };
            if (fault is not null)
            {
                yield return fault;
            }
        }

        foreach (var id in plan.Classes.GroupBy(c => c.Id).Where(c => c.Count() > 1))
        {
            yield return new Refusal("Plan.ClassTwice", id.First().Room, id.First().Days.OpensOn);
        }

        foreach (var room in plan.Classes.GroupBy(c => c.Room, StringComparer.Ordinal))
        {
            foreach (var (one, next) in room.OrderBy(c => c.Days.OpensOn).Zip(room.OrderBy(c => c.Days.OpensOn).Skip(1)).Where(p => p.First.Days.Overlaps(p.Second.Days)))
            {
                yield return new Refusal("Plan.RoomTakenTwice", room.Key, one.Days.OpensOn, next.Days.OpensOn);
            }
        }
    }

    private static IEnumerable<Refusal> CheckPeople(RotationCase plan)
    {
        foreach (var twice in plan.People.GroupBy(p => p.MemberId).Where(p => p.Count() > 1))
        {
            yield return new Refusal("Plan.InTwoBranches", twice.First().Number, string.Join(", ", twice.Select(p => p.Branch)));
        }

        foreach (var twice in plan.Branches.GroupBy(b => b.Path, StringComparer.Ordinal).Where(b => b.Count() > 1))
        {
            yield return new Refusal("Plan.BranchTwice", twice.Key);
        }

        var branches = plan.Branches.Select(b => b.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var person in plan.People)
        {
            if (!branches.Contains(person.Branch))
            {
                yield return new Refusal("Plan.NoSuchBranch", person.Number, person.Branch);
            }

            if (person.Windows.Concat(person.Away).FirstOrDefault(d => d.ClosesOn < d.OpensOn) is { } days)
            {
                yield return new Refusal("Plan.ImpossibleDays", person.Number, days.OpensOn, days.ClosesOn);
            }
        }

        foreach (var pair in plan.Apart.Where(a => a.One == a.Other))
        {
            var number = plan.People.Where(p => p.MemberId == pair.One).Select(p => p.Number).FirstOrDefault("?");
            yield return new Refusal("Plan.ApartFromOneself", number);
        }
    }
}
