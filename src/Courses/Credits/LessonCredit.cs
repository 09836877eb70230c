using Learning.Courses.Catalogue;

namespace Learning.Courses.Credits;

/// <summary>A member has finished a lesson, in the edition that was shown. (Member, lesson) is unique: credited once.</summary>
public sealed class LessonCredit : IOfMember, IProvable
{
    public LessonCredit(Guid id, MemberId memberId, string lessonKey, string editionHash, DateTime recordedAt) =>
        (Id, MemberId, LessonKey, EditionHash, RecordedAt) = (id, memberId, lessonKey, editionHash, recordedAt);

    private LessonCredit()
    {
        LessonKey = EditionHash = "";
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }
    public string LessonKey { get; private set; }
    public string EditionHash { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        "lesson.completed", MemberId, MemberId, new Dictionary<string, object?> { ["lesson"] = LessonKey, ["edition"] = EditionHash });
}

/// <summary>
/// A member has passed a course: all lessons finished and, where there is one, the quiz passed. Holds what the tariff needs,
/// not the credit hours themselves: those are computed, so that they cannot disagree with the rules of their day.
/// </summary>
public sealed class CoursePass : IOfMember, IProvable
{
    public CoursePass(
        Guid id, MemberId memberId, string courseKey, string editionHash, int minutes, bool quizPassed, DateOnly passedOn, DateTime recordedAt, Guid? replacesId = null)
    {
        (Id, MemberId, CourseKey, EditionHash, ReplacesId) = (id, memberId, courseKey, editionHash, replacesId);
        (Minutes, QuizPassed, PassedOn, RecordedAt) = (minutes, quizPassed, passedOn, recordedAt);
    }

    private CoursePass()
    {
        CourseKey = EditionHash = "";
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }

    /// <summary>(Member, course) is unique among the passes that are not withdrawn.</summary>
    public string CourseKey { get; private set; }

    /// <summary>See <see cref="CourseEdition.Hash"/>.</summary>
    public string EditionHash { get; private set; }

    /// <summary>Nominal minutes of the course's lessons in that edition.</summary>
    public int Minutes { get; private set; }
    public bool QuizPassed { get; private set; }
    public DateOnly PassedOn { get; private set; }
    public DateTime RecordedAt { get; private set; }

    /// <summary>The pass that had been withdrawn before this one was earned.</summary>
    public Guid? ReplacesId { get; private set; }

    public EvidenceFacts Evidence() => new(
        "course.passed",
        MemberId,
        MemberId,
        new Dictionary<string, object?>
        {
            ["course"] = CourseKey, ["edition"] = EditionHash, ["minutes"] = Minutes, ["quiz"] = QuizPassed, ["on"] = PassedOn,
        },
        ReplacesId);
}

/// <summary>A certificate that was issued, for a course pass or a completed class. Its number is printed and can be looked up.</summary>
public sealed class Certificate : IOfMember, IProvable
{
    public Certificate(Guid id, MemberId memberId, string number, Guid sourceId, DateTime recordedAt) =>
        (Id, MemberId, Number, SourceId, RecordedAt) = (id, memberId, number, sourceId, recordedAt);

    private Certificate()
    {
        Number = "";
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }

    /// <summary>Random, long enough not to be guessed, short enough to be typed. Unique.</summary>
    public string Number { get; private set; }

    /// <summary>The course pass or cohort outcome it certifies. Unique: one certificate each.</summary>
    public Guid SourceId { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        "certificate.issued", MemberId, null, new Dictionary<string, object?> { ["number"] = Number, ["for"] = SourceId });
}
