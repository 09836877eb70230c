namespace Learning.Courses.Quizzes.Revisions;

/// <param name="Id">Made with the form, so that the same form twice proposes once.</param>
/// <param name="From">What marked until now.</param>
/// <param name="MakesVoid">Every answer is to count as right; else the question of the same key marks that is in the bank now.</param>
public sealed record RevisionInput(Guid Id, string CourseKey, MarkedBy From, bool MakesVoid, RevisionRule Rule, string ReasonCode);
