using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes;

/// <summary>What an attempt was worth. A correction is another row that names this one.</summary>
public sealed class AttemptResult : IOfMember, IProvable
{
    public AttemptResult(Guid id, Attempt attempt, int points, int maxPoints, bool passed, DateTime recordedAt, Guid? correctsId = null, int pointParts = 1, int waiting = 0, Guid? revisionId = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, maxPoints);
        (Id, AttemptId, MemberId, CourseKey, CourseEditionHash) = (id, attempt.Id, attempt.MemberId, attempt.CourseKey, attempt.CourseEditionHash);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pointParts);
        (PointParts, Waiting, RevisionId) = (pointParts, waiting, revisionId);
        (Points, MaxPoints, Passed, FinishedAt, RecordedAt, CorrectsId) = (points, maxPoints, passed, attempt.FinishedAt!.Value, recordedAt, correctsId);
    }

    /// <summary>The result of a mark: its fraction is written with one denominator for points and maximum.</summary>
    public static AttemptResult Of(Guid id, Attempt attempt, Mark mark, DateTime recordedAt, Guid? correctsId = null, Guid? revisionId = null)
    {
        var parts = checked((int)mark.Points.Denominator);
        return new AttemptResult(
            id, attempt, checked((int)mark.Points.Numerator), checked(mark.MaxPoints * parts), mark.IsPass(attempt.PassPercent), recordedAt, correctsId, parts, mark.Waiting, revisionId);
    }

    private AttemptResult()
    {
        PointParts = 1;
        CourseKey = CourseEditionHash = "";
    }

    public Guid Id { get; private set; }
    public Guid AttemptId { get; private set; }
    public MemberId MemberId { get; private set; }
    public string CourseKey { get; private set; }
    public string CourseEditionHash { get; private set; }

    /// <summary>In parts of a point; see <see cref="PointParts"/>. For people, see <see cref="Score"/>.</summary>
    public int Points { get; private set; }

    /// <summary>In the same parts, so that the two can be compared by themselves.</summary>
    public int MaxPoints { get; private set; }

    /// <summary>Into how many equal parts a point is cut. 1 where no answer earned a part of a point, and in all results before there were such.</summary>
    public int PointParts { get; private set; }

    /// <summary>Answers that a person has yet to read; more than none means that another result will follow.</summary>
    public int Waiting { get; private set; }

    public Fraction Score => new(Points, PointParts);

    public int MaxScore => MaxPoints / PointParts;
    public bool Passed { get; private set; }
    public DateTime FinishedAt { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public Guid? CorrectsId { get; private set; }

    /// <summary>The revision of a question that made this of the earlier result. A first result has none.</summary>
    public Guid? RevisionId { get; private set; }

    public EvidenceFacts Evidence()
    {
        var facts = new Dictionary<string, object?>
        {
            ["attempt"] = AttemptId,
            ["course"] = CourseKey,
            ["edition"] = CourseEditionHash,
            ["points"] = Points,
            ["max"] = MaxPoints,
            ["passed"] = Passed,
            ["finished"] = FinishedAt,
        };

        // Not written for whole points: entries from before there were parts must still be those of their rows.
        if (PointParts > 1)
        {
            facts["parts"] = PointParts;
        }

        if (Waiting > 0)
        {
            facts["waiting"] = Waiting;
        }

        if (RevisionId is { } revision)
        {
            // No doing of the member's.
            facts["revision"] = revision;
            return new EvidenceFacts("quiz.result", MemberId, null, facts, CorrectsId);
        }

        return new EvidenceFacts("quiz.result", MemberId, MemberId, facts, CorrectsId);
    }
}
