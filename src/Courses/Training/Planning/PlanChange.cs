namespace Learning.Courses.Training.Planning;

/// <summary>What a new plan changes, to be shown before it is applied. Whoever is not in it need not be told anything.</summary>
public sealed record PlanChange(IReadOnlyList<PlaceMoved> Moved, IReadOnlyList<MemberId> Joined, IReadOnlyList<MemberId> Lost)
{
    public bool IsNone => Moved.Count + Joined.Count + Lost.Count == 0;

    public static PlanChange Between(IReadOnlyDictionary<MemberId, Guid> before, IReadOnlyDictionary<MemberId, Guid> after) => new(
        [
            .. before.Where(p => after.TryGetValue(p.Key, out var at) && at != p.Value).OrderBy(p => p.Key.Value)
                .Select(p => new PlaceMoved(p.Key, p.Value, after[p.Key])),
        ],
        [.. after.Keys.Where(m => !before.ContainsKey(m)).OrderBy(m => m.Value)],
        [.. before.Keys.Where(m => !after.ContainsKey(m)).OrderBy(m => m.Value)]);
}

public sealed record PlaceMoved(MemberId MemberId, Guid From, Guid To);
