namespace Learning.Courses.Coverage;

/// <summary>
/// Where a member stands in one requirement on one day (状态). The boxes are exclusive and leave nobody out. The words on
/// screen are "Box." + name.
/// </summary>
public enum Box
{
    Completed,
    InProgress,
    NotStarted,

    /// <summary>No hard requirement (article 23), and study has been brought to the door within the period.</summary>
    ExemptVisited,

    /// <summary>No hard requirement (article 23), but nobody has come to the door yet.</summary>
    ExemptNotVisited,

    /// <summary>Later, not never: leaves the required number only while the deferral lasts.</summary>
    Deferred,

    /// <summary>Membership suspended by decision (article 24).</summary>
    OutOfContact,
}

public static class Boxes
{
    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<Box> All { get; } = Enum.GetValues<Box>();

    /// <summary>Counts towards the number that must be reached; the others are named beside it, never hidden.</summary>
    public static bool IsRequired(this Box box) => box is Box.Completed or Box.InProgress or Box.NotStarted;
}

/// <summary>How many members are in each box. Units add up: the counts of a parent are the sum of its children's.</summary>
public sealed record BoxCounts(
    int Completed, int InProgress, int NotStarted, int ExemptVisited, int ExemptNotVisited, int Deferred, int OutOfContact, int Overdue)
{
    public static BoxCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Everybody the unit answers for on the day.</summary>
    public int Total => Required + Excluded;

    /// <summary>The denominator: who must complete.</summary>
    public int Required => Completed + InProgress + NotStarted;

    /// <summary>Outside the denominator, each with a reason.</summary>
    public int Excluded => ExemptVisited + ExemptNotVisited + Deferred + OutOfContact;

    /// <summary>Tenths of a percent, cut and not rounded: 999 of 1,000 is never shown as all. Null when nobody is required.</summary>
    public int? CompletedPermille => Required == 0 ? null : (int)(Completed * 1000L / Required);

    public int this[Box box] => box switch
    {
        Box.Completed => Completed,
        Box.InProgress => InProgress,
        Box.NotStarted => NotStarted,
        Box.ExemptVisited => ExemptVisited,
        Box.ExemptNotVisited => ExemptNotVisited,
        Box.Deferred => Deferred,
        Box.OutOfContact => OutOfContact,
        _ => throw new ArgumentOutOfRangeException(nameof(box), box, "Not a box."),
    };

    public static BoxCounts operator +(BoxCounts a, BoxCounts b) => new(
        a.Completed + b.Completed,
        a.InProgress + b.InProgress,
        a.NotStarted + b.NotStarted,
        a.ExemptVisited + b.ExemptVisited,
        a.ExemptNotVisited + b.ExemptNotVisited,
        a.Deferred + b.Deferred,
        a.OutOfContact + b.OutOfContact,
        a.Overdue + b.Overdue);

    public static BoxCounts Of(IEnumerable<Standing> standings)
    {
        var counts = new int[Boxes.All.Count];
        var overdue = 0;
        foreach (var standing in standings)
        {
            counts[(int)standing.Box]++;
            overdue += standing.IsOverdue ? 1 : 0;
        }

        return new(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], overdue);
    }
}
