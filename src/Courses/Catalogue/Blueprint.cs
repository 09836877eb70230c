namespace Learning.Courses.Catalogue;

/// <summary>
/// What the papers of a quiz are made of: questions that stand on every paper, and so many drawn from those of one sort. What its
/// words mean in a bank is the business of the folders that know banks.
/// </summary>
public sealed record Blueprint(IReadOnlyList<BlueprintItem> Items)
{
    /// <summary>Where course.md says each item; no part of what it says.</summary>
    public IReadOnlyList<int> Lines { get; init; } = [];

    /// <summary>On a paper.</summary>
    public int Questions => Items.Sum(i => i.Count);

    public bool Equals(Blueprint? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Aggregate(0, HashCode.Combine);
}

/// <summary>One line of a blueprint: a question, or a draw.</summary>
/// <param name="Question">The id of a question that stands on every paper; empty for a draw.</param>
/// <param name="Draw">How many are drawn; 0 for a fixed question.</param>
/// <param name="Lesson">The last part of its key. Here as in what follows, empty means any.</param>
/// <param name="Theme">See the tags of a question.</param>
/// <param name="Difficulty">Likewise.</param>
/// <param name="Kind">As it stands in the braces, without the dot.</param>
public sealed record BlueprintItem(string Question, int Draw, string Lesson = "", string Theme = "", string Difficulty = "", string Kind = "")
{
    public bool IsFixed => Question.Length > 0;

    public int Count => IsFixed ? 1 : Draw;

    /// <summary>As its author wrote it: "lesson=founding difficulty=easy".</summary>
    public string Sort => string.Join(' ', Criteria.Select(c => $"{c.Name}={c.Value}"));

    /// <summary>What the author asks for, by the names in course.md.</summary>
    public IEnumerable<(string Name, string Value)> Criteria =>
        new[] { ("lesson", Lesson), ("theme", Theme), ("difficulty", Difficulty), ("kind", Kind) }.Where(c => c.Item2.Length > 0);
}
