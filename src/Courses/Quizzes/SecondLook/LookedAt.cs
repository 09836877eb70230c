namespace Learning.Courses.Quizzes.SecondLook;

/// <summary>A finished sitting as somebody who answers for its member may look at it.</summary>
/// <param name="Device">See <see cref="Attempt.Device"/>.</param>
/// <param name="Answers">By the hash of the question as it was drawn: what was answered, folded so that equal answers are equal; questions left empty are not in it.</param>
/// <param name="Wrong">The hashes of those that earned nothing.</param>
/// <param name="OnPaper">Written by hand: no clock saw it.</param>
internal sealed record LookedAt(
    Guid AttemptId,
    MemberId MemberId,
    DateTime StartedAt,
    DateTime FinishedAt,
    string? Device,
    bool OnPaper,
    int Questions,
    IReadOnlyDictionary<string, string> Answers,
    IReadOnlySet<string> Wrong);
