using Learning.Courses.Training.Planning;

namespace Learning.Courses.Tests.Training.Planning;

/// <summary>
/// The rules of a plan, asked day by day and person by person of the finished plan. Shares no line with the planner on purpose:
/// only the words of the case are common.
/// </summary>
internal static class HardRules
{
    public static List<string> Broken(RotationCase plan, RotationAnswer answer)
    {
        var broken = new List<string>();
        var classes = plan.Classes.ToDictionary(c => c.Id);
        var people = plan.People.ToDictionary(p => p.MemberId);
        var branches = plan.Branches.ToDictionary(b => b.Path);
        var held = answer.Held.Select(h => h.ClassId).ToHashSet();

        if (answer.Places.Count + answer.LeftOut.Count != plan.People.Count || answer.LeftOut.Any(l => answer.Places.ContainsKey(l.Person.MemberId)))
        {
            broken.Add("somebody is in no list or in two");
        }

        if (held.Count != answer.Held.Count)
        {
            broken.Add("a class is held twice");
        }

        foreach (var (member, id) in answer.Places)
        {
            var (person, at) = (people[member], classes[id]);
            var stays = at.Locked && plan.Confirmed.TryGetValue(member, out var was) && was == id;
            Ask(held.Contains(id), $"{person.Number} sits in a class that is not held");
            Ask(!at.Locked || stays, $"{person.Number} was put into a locked class");
            if (stays)
            {
                continue;
            }

            long east = branches[person.Branch].Place.East - at.Place.East, north = branches[person.Branch].Place.North - at.Place.North;
            long far = plan.Limits.Distance;
            Ask(far > 100_000_000 || (east * east) + (north * north) <= far * far, $"{person.Number} is sent too far");
            foreach (var day in DaysOf(at))
            {
                Ask(person.Windows.Count == 0 || person.Windows.Any(w => w.OpensOn <= at.Days.OpensOn && at.Days.ClosesOn <= w.ClosesOn), $"{person.Number} is not at home on {day}");
                Ask(!person.Away.Any(a => a.OpensOn <= day && day <= a.ClosesOn), $"{person.Number} is away on {day}");
            }
        }

        foreach (var at in plan.Classes.Where(c => !c.Locked))
        {
            var count = answer.Places.Values.Count(id => id == at.Id);
            Ask(count <= at.Seats, $"{count} sit on {at.Seats} seats");
            Ask(!held.Contains(at.Id) || count >= at.Smallest, $"{count} are too few for {at.Smallest}");
        }

        foreach (var locked in plan.Classes.Where(c => c.Locked))
        {
            Ask(
                plan.Confirmed.Where(c => c.Value == locked.Id && people.ContainsKey(c.Key)).All(c => answer.Places[c.Key] == locked.Id),
                "somebody was taken out of a locked class");
        }

        foreach (var branch in plan.Branches)
        {
            var away = answer.Places.Where(p => people[p.Key].Branch == branch.Path).SelectMany(p => DaysOf(classes[p.Value]).Select(d => (d, Person: people[p.Key], classes[p.Value].Locked))).ToList();
            foreach (var day in away.GroupBy(a => a.d))
            {
                // What is locked was decided before; the rule binds those who are added to it.
                var most = Math.Max(1, branch.Members * plan.Limits.BranchShare / 100);
                var mostOfCommittee = Math.Max(1, branch.Committee * plan.Limits.CommitteeShare / 100);
                Ask(day.All(a => a.Locked) || day.Count() <= most, $"{day.Count()} of {branch.Path} are away on {day.Key}, {most} may be");
                var committee = day.Where(a => a.Person.OnCommittee).ToList();
                Ask(committee.TrueForAll(a => a.Locked) || committee.Count <= mostOfCommittee, $"{committee.Count} of the committee of {branch.Path} are away on {day.Key}");
            }
        }

        foreach (var pair in plan.Apart)
        {
            var together = answer.Places.TryGetValue(pair.One, out var one) && answer.Places.TryGetValue(pair.Other, out var other) && one == other && !classes[one].Locked;
            Ask(!together, "two who are kept apart sit together");
        }

        foreach (var lead in answer.Held.Where(h => !classes[h.ClassId].Locked))
        {
            var at = classes[lead.ClassId];
            Ask(at.Trainers.Count == 0 ? lead.Trainer is null : at.Trainers.Contains(lead.Trainer), "a class has the wrong trainer");
            Ask(
                lead.Trainer is null || !answer.Held.Any(h => h.ClassId != lead.ClassId && Teaches(h, lead.Trainer) && DaysOf(classes[h.ClassId]).Intersect(DaysOf(at)).Any()),
                $"{lead.Trainer} is in two places at once");
        }

        return broken;

        void Ask(bool kept, string otherwise)
        {
            if (!kept)
            {
                broken.Add(otherwise);
            }
        }

        bool Teaches(HeldClass h, string trainer) => classes[h.ClassId].Locked ? classes[h.ClassId].Trainers.Contains(trainer) : h.Trainer == trainer;
    }

    private static IEnumerable<DateOnly> DaysOf(PlanClass at)
    {
        for (var day = at.Days.OpensOn; day <= at.Days.ClosesOn; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
