namespace Learning.Courses.Quizzes;

/// <summary>What a page sends by itself: the answers that it does not know to be saved yet, oldest first.</summary>
/// <param name="Page">The name that the page gave itself.</param>
/// <param name="Flagged">The questions to look at again; null when nothing changed there.</param>
public sealed record AnswerPost(MemberId Member, Guid AttemptId, Guid Page, IReadOnlyList<GivenAnswer> Answers, IReadOnlyList<int>? Flagged = null);

/// <param name="Number">Counts the answers of the page, from 1.</param>
/// <param name="Seen">The sequence of the newest step of this question that the page knew of; 0 for none.</param>
/// <param name="Posted">The values as the browser has them.</param>
public sealed record GivenAnswer(int Number, int Slot, int Seen, IReadOnlyList<string> Posted);

/// <summary>What became of each answer. Told only after the commit.</summary>
public sealed record TakenAnswers(IReadOnlyList<TakenAnswer> Answers, int StepCount, DateTime DueAt);

/// <param name="Sequence">Of the stored step; 0 when refused.</param>
/// <param name="SavedAt">When it was stored, by the server's clock; null when refused.</param>
/// <param name="IsLate">It was stored after the deadline, within the grace.</param>
public sealed record TakenAnswer(int Number, int Slot, int Sequence, DateTime? SavedAt, bool IsLate, Refusal? Refusal);
