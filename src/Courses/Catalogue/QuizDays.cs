namespace Learning.Courses.Catalogue;

/// <summary>
/// On which days a sitting of a quiz may begin, both ends included, in the district's zone; null is no limit at that end. What was
/// begun on the last of them goes on past midnight.
/// </summary>
public sealed record QuizDays(DateOnly? From, DateOnly? To)
{
    public static QuizDays Any { get; } = new(null, null);

    public bool Include(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);
}
