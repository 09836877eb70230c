using Learning.Courses.Training.Planning;

namespace Learning.Courses.Tests.Training.Planning;

/// <summary>Tries every plan of a small case: slow, and too simple to be wrong.</summary>
internal static class BruteForce
{
    public static (int Covered, int Classes, int Distance) Best(RotationCase plan)
    {
        var at = new PlanClass?[plan.People.Count];
        var best = (Left: int.MaxValue, Classes: 0, Distance: 0);
        Try(0);
        return (plan.People.Count - best.Left, best.Classes, best.Distance);

        void Try(int person)
        {
            if (person == at.Length)
            {
                Consider();
                return;
            }

            foreach (var c in plan.Classes.Append(null))
            {
                at[person] = c;
                Try(person + 1);
            }
        }

        void Consider()
        {
            var held = plan.Classes.Where(c => at.Contains(c)).ToList();
            var left = at.Count(c => c is null);
            var found = (left, held.Count, Distance: plan.People.Select((p, i) => at[i] is { } c ? Far(p, c) : 0).Sum());
            if (found.CompareTo(best) < 0 && AnyTrainers(held) is { } led && HardRules.Broken(plan, Answer(led)).Count == 0)
            {
                best = found;
            }
        }

        RotationAnswer Answer(List<HeldClass> led) => new(
            plan.People.Select((p, i) => (p, c: at[i])).Where(p => p.c is not null).ToDictionary(p => p.p.MemberId, p => p.c!.Id),
            led,
            [.. plan.People.Where((_, i) => at[i] is null).Select(p => new PersonLeftOut(p, new Refusal("none")))],
            [],
            []);

        int Far(PlanPerson p, PlanClass c)
        {
            var place = plan.Branches.Single(b => b.Path == p.Branch).Place;
            return (int)Math.Ceiling(Math.Sqrt(Math.Pow(place.East - c.Place.East, 2) + Math.Pow(place.North - c.Place.North, 2)));
        }
    }

    private static List<HeldClass>? AnyTrainers(List<PlanClass> held)
    {
        var led = new List<HeldClass>();
        return Lead(0) ? led : null;

        bool Lead(int i)
        {
            if (i == held.Count)
            {
                return true;
            }

            foreach (var trainer in held[i].Trainers.DefaultIfEmpty(null))
            {
                var busy = trainer is not null && led.Exists(l => l.Trainer == trainer && held.Single(h => h.Id == l.ClassId) is var other
                    && other.Days.OpensOn <= held[i].Days.ClosesOn && held[i].Days.OpensOn <= other.Days.ClosesOn);
                if (busy)
                {
                    continue;
                }

                led.Add(new HeldClass(held[i].Id, trainer));
                if (Lead(i + 1))
                {
                    return true;
                }

                led.RemoveAt(led.Count - 1);
            }

            return false;
        }
    }
}
