namespace Learning.Courses.Quizzes;

/// <summary>
/// One answer given in practice. It counts for nothing and stands in no report and no ledger: it only remembers for its member
/// which questions are still to be learnt.
/// </summary>
/// <param name="Id">Made with the page, so that the same answer sent twice is remembered once.</param>
/// <param name="QuestionKey">The question, whatever its wording is by now.</param>
public sealed record PracticeAnswer(Guid Id, MemberId MemberId, string CourseKey, string QuestionKey, bool IsRight, DateTime AnsweredAt) : IOfMember;
