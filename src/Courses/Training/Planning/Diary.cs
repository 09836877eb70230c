namespace Learning.Courses.Training.Planning;

/// <summary>Who of each branch is away on each day, person by person. For questions asked about few people after the large plan is made.</summary>
internal sealed class Diary
{
    private readonly Dictionary<string, Page> pages;
    private readonly ILookup<MemberId, MemberId> rivals;
    private readonly Dictionary<MemberId, Guid> places = [];
    private readonly int first;

    public Diary(RotationCase plan)
    {
        first = plan.Classes.Select(c => c.Days.OpensOn).Append(plan.From).Min().DayNumber;
        var days = plan.Classes.Select(c => c.Days.ClosesOn).Append(plan.To).Max().DayNumber - first + 1;
        pages = plan.Branches.ToDictionary(
            b => b.Path, b => new Page(plan.Limits.OfBranch(b), plan.Limits.OfCommittee(b), new int[days], new int[days]), StringComparer.Ordinal);
        rivals = plan.Apart.SelectMany(a => new[] { (a.One, a.Other), (One: a.Other, Other: a.One) }).ToLookup(a => a.One, a => a.Other);
    }

    public IReadOnlyDictionary<MemberId, Guid> Places => places;

    public bool HasRoom(PlanPerson person, ClassDays days)
    {
        var page = pages[person.Branch];
        for (var d = days.OpensOn.DayNumber - first; d <= days.ClosesOn.DayNumber - first; d++)
        {
            if (page.Away[d] >= page.Limit || (person.OnCommittee && page.Committee[d] >= page.CommitteeLimit))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many of the branch are away on the worst of these days.</summary>
    public int MostAway(string branch, ClassDays days) =>
        pages[branch].Away[(days.OpensOn.DayNumber - first)..(days.ClosesOn.DayNumber - first + 1)].Max();

    public bool MeetsNobody(PlanPerson person, Guid at) => !rivals[person.MemberId].Any(r => places.TryGetValue(r, out var there) && there == at);

    public bool AreApart(PlanPerson one, PlanPerson other) => rivals[one.MemberId].Contains(other.MemberId);

    public void Place(PlanPerson person, PlanClass at)
    {
        places[person.MemberId] = at.Id;
        Mark(person, at.Days, 1);
    }

    public void Remove(PlanPerson person, PlanClass at)
    {
        places.Remove(person.MemberId);
        Mark(person, at.Days, -1);
    }

    public void Mark(PlanPerson person, ClassDays days, int by)
    {
        var page = pages[person.Branch];
        for (var d = days.OpensOn.DayNumber - first; d <= days.ClosesOn.DayNumber - first; d++)
        {
            page.Away[d] += by;
            page.Committee[d] += person.OnCommittee ? by : 0;
        }
    }

    private sealed record Page(int Limit, int CommitteeLimit, int[] Away, int[] Committee);
}
