using Learning.Courses.Questions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes;

/// <summary>What a person found in one answer that no machine can mark. A second look is another row that names the first.</summary>
/// <param name="Found">The lines of the guide that the answer says, as <see cref="IndexList"/> stores them.</param>
public sealed record AnswerMark(
    Guid Id, MemberId MemberId, Guid AttemptId, int Slot, string Found, MemberId MarkedBy, DateTime RecordedAt, Guid? CorrectsId) : IOfMember, IProvable
{
    public EvidenceFacts Evidence() => new(
        "answer.marked",
        MemberId,
        MarkedBy,
        new Dictionary<string, object?> { ["attempt"] = AttemptId, ["slot"] = Slot, ["found"] = IndexList.Parse(Found) },
        CorrectsId);

    /// <summary>By slot, what was found at the latest look.</summary>
    internal static async Task<IReadOnlyDictionary<int, string>> FoundAsync(CoursesDb db, Guid attemptId, CancellationToken ct) =>
        await db.AnswerMarks.AsNoTracking().Where(m => m.AttemptId == attemptId && !db.AnswerMarks.Any(later => later.CorrectsId == m.Id))
            .ToDictionaryAsync(m => m.Slot, m => m.Found, ct);
}
