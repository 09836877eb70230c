namespace Learning.Courses.Quizzes;

/// <summary>
/// What one member is allowed beyond the rule of a quiz, by whom and why: more time at every sitting from now on, further attempts,
/// a day on which to begin when the quiz is closed to the others.
/// </summary>
/// <param name="ReasonCode">One of <see cref="AllowanceReasons.All"/>. A code and no text of one's own: what is wrong with a member is not for the ledger.</param>
public sealed record SittingAllowance(
    Guid Id, MemberId MemberId, string CourseKey, int ExtraMinutes, int ExtraAttempts, string ReasonCode, DateTime RecordedAt, MemberId? GrantedBy, DateOnly? OtherDay = null) : IOfMember, IProvable
{
    public EvidenceFacts Evidence() => new(
        "sitting.allowed",
        MemberId,
        GrantedBy,
        Facts());

    private Dictionary<string, object?> Facts()
    {
        var facts = new Dictionary<string, object?>
        {
            ["course"] = CourseKey,
            ["minutes"] = ExtraMinutes,
            ["attempts"] = ExtraAttempts,
            ["reason"] = ReasonCode,
        };
        if (OtherDay is { } day)
        {
            facts["day"] = $"{day:yyyy-MM-dd}"; // left out where there is none, as it was before quizzes had days
        }

        return facts;
    }
}

/// <summary>Why somebody may have more than the rule gives.</summary>
public static class AllowanceReasons
{
    public static IReadOnlyList<string> All { get; } = ["eyesight", "age", "illness", "line", "other-day"];
}
