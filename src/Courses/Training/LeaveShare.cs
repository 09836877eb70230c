namespace Learning.Courses.Training;

/// <summary>
/// The share of a class's hours that may be missed without missing the class. Stands in the rule pack, which this room may not
/// read: the caller brings it.
/// </summary>
public sealed record LeaveShare(int Parts, int Of)
{
    public bool Allows(int attendedQuarters, int totalQuarters) =>
        totalQuarters > 0 && attendedQuarters > 0 && (totalQuarters - attendedQuarters) * Of <= Parts * totalQuarters;
}
