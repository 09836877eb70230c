namespace Learning.Courses.Training.Planning;

/// <summary>Cuts a case into parts that have nothing to do with each other, so that a province costs as much as its districts.</summary>
internal static class Regions
{
    /// <param name="people">Those who are to be placed; the others are in locked classes.</param>
    public static List<Region> Of(RotationCase plan, IReadOnlyCollection<PlanPerson> people)
    {
        var open = plan.Classes.Where(c => !c.Locked).ToList();
        var links = new int[plan.Branches.Count + open.Count];
        for (var i = 0; i < links.Length; i++)
        {
            links[i] = i;
        }

        for (var b = 0; b < plan.Branches.Count; b++)
        {
            for (var c = 0; c < open.Count; c++)
            {
                if (Board.Distance(plan.Branches[b], open[c]) <= plan.Limits.Distance)
                {
                    Join(links, b, plan.Branches.Count + c);
                }
            }
        }

        var led = open.SelectMany((c, i) => c.Trainers.Select(t => (Trainer: t, At: plan.Branches.Count + i)));
        foreach (var trainer in led.GroupBy(l => l.Trainer, l => l.At, StringComparer.Ordinal))
        {
            foreach (var at in trainer.Skip(1))
            {
                Join(links, trainer.First(), at);
            }
        }

        return Cut(plan, people, open, links);
    }

    private static List<Region> Cut(RotationCase plan, IReadOnlyCollection<PlanPerson> people, List<PlanClass> open, int[] links)
    {
        var branches = plan.Branches.Select((b, i) => (b.Path, i)).ToDictionary(b => b.Path, b => b.i, StringComparer.Ordinal);
        var byId = people.ToDictionary(p => p.MemberId);
        foreach (var pair in plan.Apart)
        {
            if (byId.TryGetValue(pair.One, out var one) && byId.TryGetValue(pair.Other, out var other))
            {
                Join(links, branches[one.Branch], branches[other.Branch]);
            }
        }

        var theirs = people.ToLookup(p => Root(links, branches[p.Branch]));
        var classes = open.Select((c, i) => (c, i)).ToLookup(c => Root(links, plan.Branches.Count + c.i), c => c.c);
        var locked = plan.Classes.Where(c => c.Locked).ToList();
        return
        [
            .. plan.Branches.Select((b, i) => (b, Root: Root(links, i))).GroupBy(b => b.Root, b => b.b)
                .Where(r => theirs[r.Key].Any())
                .Select(r => new Region(plan, [.. r], [.. classes[r.Key], .. locked], [.. theirs[r.Key]])),
        ];
    }

    private static void Join(int[] links, int one, int other) => links[Root(links, other)] = Root(links, one);

    private static int Root(int[] links, int at)
    {
        while (links[at] != at)
        {
            at = links[at] = links[links[at]];
        }

        return at;
    }
}
