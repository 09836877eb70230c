using Learning.Courses.Organisation;

namespace Learning.Courses.Training.Planning;

/// <summary>
/// Says why people are left out, and the least that would help: as many seats as people are left out, in as few classes as
/// their days and their branches allow, each on any of the days named. What is asked for has been tried: with it, nobody else moves.
/// </summary>
internal sealed class ExplainGaps
{
    private readonly RotationCase plan;
    private readonly IReadOnlyDictionary<MemberId, Guid> places;
    private readonly Dictionary<Guid, PlanClass> held;
    private readonly Dictionary<Guid, int> taken;
    private readonly Dictionary<string, PlanBranch> branches;
    private readonly List<ClassDays> days;
    private readonly Diary diary;

    public ExplainGaps(RotationCase plan, IReadOnlyDictionary<MemberId, Guid> places, IEnumerable<HeldClass> held)
    {
        (this.plan, this.places) = (plan, places);
        var classes = plan.Classes.ToDictionary(c => c.Id);
        this.held = held.Select(h => classes[h.ClassId]).Where(c => !c.Locked).ToDictionary(c => c.Id);
        taken = places.Values.GroupBy(id => id).ToDictionary(c => c.Key, c => c.Count());
        branches = plan.Branches.ToDictionary(b => b.Path, StringComparer.Ordinal);
        diary = new Diary(plan);
        foreach (var person in plan.People.Where(p => places.ContainsKey(p.MemberId)))
        {
            diary.Place(person, classes[places[person.MemberId]]);
        }

        days = [.. PossibleDays()];
    }

    public (List<PersonLeftOut> LeftOut, List<SeatsNeeded> Needs) Run()
    {
        var leftOut = plan.People.Where(p => !places.ContainsKey(p.MemberId))
            .OrderByDescending(p => Board.DaysAgo(p, plan.From)).ThenBy(p => p.Number, StringComparer.Ordinal)
            .Select(p => new PersonLeftOut(p, WhyNot(p))).ToList();
        var needs = leftOut.GroupBy(l => branches[l.Person.Branch].Town, StringComparer.Ordinal).OrderBy(t => t.Key, StringComparer.Ordinal)
            .SelectMany(t => Ask(t.Key, [.. t.Select(l => l.Person)])).ToList();
        return (leftOut, needs);
    }

    private Refusal WhyNot(PlanPerson person)
    {
        var near = plan.Classes.Where(c => !c.Locked && Board.Distance(branches[person.Branch], c) <= plan.Limits.Distance).ToList();
        var on = near.Where(c => Board.CanCome(person, c.Days)).ToList();
        var open = on.Where(c => held.ContainsKey(c.Id)).ToList();
        var free = open.Where(c => taken.GetValueOrDefault(c.Id) < c.Seats).ToList();
        return true switch
        {
            _ when near.Count == 0 => new Refusal("Plan.NoClassInReach", plan.Limits.Distance / 10m),
            _ when on.Count == 0 => new Refusal("Plan.NoClassOnTheirDays", near.Count),
            _ when open.Count == 0 => new Refusal("Plan.ClassNotHeld", on.Count),
            _ when free.Count == 0 => new Refusal("Plan.NoSeatLeft", open.Count),
            _ when free.TrueForAll(c => !diary.HasRoom(person, c.Days)) => new Refusal("Plan.TooManyAway", free.Count),
            _ => new Refusal("Plan.KeptApart", free.Count),
        };
    }

    /// <summary>Three days are a choice. Where the days of several classes get in each other's way, each class is asked for on one day.</summary>
    private List<SeatsNeeded> Ask(string town, List<PlanPerson> people)
    {
        var choice = Ask(town, people, options: 3);
        return choice.TrueForAll(n => n.Options.Count > 0) ? choice : Ask(town, people, options: 1);
    }

    private List<SeatsNeeded> Ask(string town, List<PlanPerson> people, int options)
    {
        var needs = new List<SeatsNeeded>();
        var marked = new List<(PlanPerson, ClassDays)>();
        List<PlanPerson> left = [.. people];
        while (left.Count > 0)
        {
            var place = left.GroupBy(p => branches[p.Branch].Place).OrderByDescending(p => p.Count()).ThenBy(p => (p.Key.East, p.Key.North)).First().Key;
            var (chosen, on) = BestDays(place, left, options);
            if (on.Count == 0)
            {
                var nowhere = left.Where(p => branches[p.Branch].Place == place).ToList();
                needs.Add(new SeatsNeeded(town, place, nowhere.Count, [], nowhere, new Refusal("Plan.NoDayHelps", town, nowhere.Count, plan.From, plan.To)));
                left.RemoveAll(nowhere.Contains);
                continue;
            }

            foreach (var (person, day) in chosen.SelectMany(p => on.Select(d => (p, d))))
            {
                diary.Mark(person, day, 1);
                marked.Add((person, day));
            }

            needs.Add(new SeatsNeeded(town, place, chosen.Count, on, chosen, Word(town, chosen.Count, on)));
            var placed = chosen.Select(p => p.MemberId).ToHashSet();
            left.RemoveAll(p => placed.Contains(p.MemberId));
        }

        marked.ForEach(m => diary.Mark(m.Item1, m.Item2, -1));
        return needs;
    }

    private (List<PlanPerson> People, List<ClassDays> Options) BestDays(MapPoint place, List<PlanPerson> left, int options)
    {
        var inReach = left.Where(p => branches[p.Branch].Place.To(place) <= plan.Limits.Distance).ToList();
        var most = new List<PlanPerson>();
        foreach (var day in days)
        {
            var chosen = Comers(inReach, day);
            most = chosen.Count > most.Count ? chosen : most;
        }

        return most.Count == 0 ? ([], []) : (most, OnAnyOf(most, options));
    }

    /// <summary>Days on which exactly these people could come, none of which overlaps another: marked all at once, they must not count twice.</summary>
    private List<ClassDays> OnAnyOf(List<PlanPerson> chosen, int options)
    {
        var on = new List<ClassDays>();
        foreach (var day in days.Where(d => !on.Exists(d.Overlaps) && on.Count < options))
        {
            if (Comers(chosen, day).Count == chosen.Count)
            {
                on.Add(day);
            }
        }

        return on;
    }

    private List<PlanPerson> Comers(List<PlanPerson> people, ClassDays day)
    {
        var coming = new List<PlanPerson>();
        foreach (var person in people)
        {
            if (Board.CanCome(person, day) && diary.HasRoom(person, day) && !coming.Exists(c => diary.AreApart(c, person)))
            {
                diary.Mark(person, day, 1);
                coming.Add(person);
            }
        }

        coming.ForEach(c => diary.Mark(c, day, -1));
        return coming;
    }

    private Refusal Word(string town, int seats, List<ClassDays> on) => on.Count == 1
        ? new Refusal("Plan.TownLacksSeats", town, seats, plan.To, on[0].OpensOn)
        : new Refusal("Plan.TownLacksSeatsAnyOf", town, seats, plan.To, on.Count, new DayList([.. on.Select(d => d.OpensOn)]));

    /// <summary>As long as most classes of the case are, on any run of days in the period without a closed day.</summary>
    private IEnumerable<ClassDays> PossibleDays()
    {
        var length = plan.Classes.GroupBy(c => c.Days.Days).OrderByDescending(l => l.Count()).ThenBy(l => l.Key).Select(l => l.Key).FirstOrDefault(1);
        for (var from = plan.From; from.AddDays(length - 1) <= plan.To; from = from.AddDays(1))
        {
            if (!Enumerable.Range(0, length).Any(i => plan.ClosedDays.Contains(from.AddDays(i))))
            {
                yield return new ClassDays(from, from.AddDays(length - 1));
            }
        }
    }
}
