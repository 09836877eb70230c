namespace Learning.Courses.Training.Planning;

/// <summary>Which confirmed places of a large case can stay as they are. Those that break a rule by now are given up first.</summary>
internal static class KeepPlaces
{
    public static List<(PlanPerson Person, PlanClass Class)> Of(Region region, Diary diary)
    {
        var kept = new List<(PlanPerson, PlanClass)>();
        var classes = region.Classes.Where(c => !c.Locked).ToDictionary(c => c.Id);
        var branches = region.Branches.ToDictionary(b => b.Path, StringComparer.Ordinal);
        var free = classes.ToDictionary(c => c.Key, c => c.Value.Seats);
        foreach (var person in region.People.OrderBy(p => p.Number, StringComparer.Ordinal).ThenBy(p => p.MemberId.Value))
        {
            if (region.Plan.Confirmed.TryGetValue(person.MemberId, out var id) && classes.TryGetValue(id, out var at)
                && free[id] > 0 && IsAllowed(region.Plan, branches[person.Branch], person, at)
                && diary.HasRoom(person, at.Days) && diary.MeetsNobody(person, id))
            {
                free[id]--;
                diary.Place(person, at);
                kept.Add((person, at));
            }
        }

        return kept;
    }

    public static bool IsAllowed(RotationCase plan, PlanBranch branch, PlanPerson person, PlanClass at) =>
        Board.Distance(branch, at) <= plan.Limits.Distance && Board.CanCome(person, at.Days);
}
