namespace Learning.Courses.Training.Planning;

/// <summary>
/// For those whom a large plan has left out: a free seat within the rules, or a seat that one other person can give up for
/// another free seat. One move for one place; longer chains are not tried.
/// </summary>
internal sealed class ExchangePlaces(RotationCase plan, Diary diary, IReadOnlyList<PlanClass> held, Dictionary<MemberId, PlanPerson> people)
{
    private readonly Dictionary<string, PlanBranch> branches = plan.Branches.ToDictionary(b => b.Path, StringComparer.Ordinal);
    private readonly Dictionary<Guid, List<PlanPerson>> seated = held.ToDictionary(
        c => c.Id,
        _ => new List<PlanPerson>());

    public void Run(IEnumerable<PlanPerson> leftOut, CancellationToken ct)
    {
        foreach (var (member, at) in diary.Places)
        {
            if (seated.TryGetValue(at, out var list) && people.TryGetValue(member, out var person))
            {
                list.Add(person);
            }
        }

        foreach (var person in leftOut.OrderByDescending(p => Board.DaysAgo(p, plan.From)).ThenBy(p => p.Number, StringComparer.Ordinal).Take(Most))
        {
            ct.ThrowIfCancellationRequested();
            if (FreeSeatFor(person) is { } free)
            {
                Sit(person, free);
            }
            else
            {
                TryExchange(person);
            }
        }
    }

    private void TryExchange(PlanPerson person)
    {
        foreach (var at in held.Where(c => KeepPlaces.IsAllowed(plan, branches[person.Branch], person, c)))
        {
            foreach (var other in seated[at.Id])
            {
                // Both leave their chairs for a moment, so that one branch's share is counted right when both are of it.
                diary.Remove(other, at);
                if (diary.HasRoom(person, at.Days) && diary.MeetsNobody(person, at.Id))
                {
                    diary.Place(person, at);
                    if (FreeSeatFor(other, at) is { } free)
                    {
                        seated[at.Id].Remove(other);
                        seated[at.Id].Add(person);
                        Sit(other, free);
                        return;
                    }

                    diary.Remove(person, at);
                }

                diary.Place(other, at);
            }
        }
    }

    private PlanClass? FreeSeatFor(PlanPerson person, PlanClass? not = null) => held
        .Where(c => c != not && seated[c.Id].Count < c.Seats && KeepPlaces.IsAllowed(plan, branches[person.Branch], person, c)
            && diary.HasRoom(person, c.Days) && diary.MeetsNobody(person, c.Id))
        .MinBy(c => Board.Distance(branches[person.Branch], c));

    private void Sit(PlanPerson person, PlanClass at)
    {
        seated[at.Id].Add(person);
        diary.Place(person, at);
    }

    /// <summary>When thousands are left out, seats are what is missing, and exchanges find none.</summary>
    private const int Most = 500;
}
