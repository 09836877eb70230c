namespace Learning.Courses.Quizzes.Revisions;

public enum RevisionRule
{
    /// <summary>A mark may rise and never falls: nobody loses anything through our mistake.</summary>
    InFavour,

    /// <summary>The corrected question marks everybody, also those who had been right by the wrong key.</summary>
    BothWays,
}

/// <summary>A state in which a question can mark: a wording with its key, or void, and then every answer counts as right.</summary>
public readonly record struct MarkedBy(string Hash, bool IsVoid);

/// <summary>
/// Says that what was marked by one state of a question is to be marked by another: proposed by one person, decided by a second
/// (<see cref="RevisionDecision"/>). No paper, step or result is changed by it; corrected results are rows of their own.
/// </summary>
public sealed class Revision : IProvable
{
    public Revision(
        Guid id, string courseKey, string questionKey, string language, MarkedBy from, MarkedBy to, RevisionRule rule, string reasonCode, DateTime recordedAt, MemberId? proposedBy)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(from, to);
        (Id, CourseKey, QuestionKey, Language) = (id, courseKey, questionKey, language);
        (FromHash, FromVoid, ToHash, ToVoid) = (from.Hash, from.IsVoid, to.Hash, to.IsVoid);
        (Rule, ReasonCode, RecordedAt, ProposedBy) = (rule, reasonCode, recordedAt, proposedBy);
    }

    private Revision()
    {
        CourseKey = QuestionKey = Language = FromHash = ToHash = ReasonCode = "";
    }

    public Guid Id { get; private set; }
    public string CourseKey { get; private set; }
    public string QuestionKey { get; private set; }
    public string Language { get; private set; }
    public string FromHash { get; private set; }
    public bool FromVoid { get; private set; }
    public string ToHash { get; private set; }
    public bool ToVoid { get; private set; }
    public RevisionRule Rule { get; private set; }

    /// <summary>One of <see cref="RevisionReasons.All"/>. A code and no text of one's own: what somebody writes about a person is not for the ledger.</summary>
    public string ReasonCode { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? ProposedBy { get; private set; }

    public MarkedBy From => new(FromHash, FromVoid);

    public MarkedBy To => new(ToHash, ToVoid);

    public EvidenceFacts Evidence() => new(
        "revision.proposed",
        null,
        ProposedBy,
        new Dictionary<string, object?>
        {
            ["course"] = CourseKey,
            ["question"] = QuestionKey,
            ["from"] = FromHash,
            ["from-void"] = FromVoid,
            ["to"] = ToHash,
            ["to-void"] = ToVoid,
            ["rule"] = Rule.ToString(),
            ["reason"] = ReasonCode,
        });
}

/// <summary>Why a question was marked wrongly. The words on screen are "RevisionReason." + code.</summary>
public static class RevisionReasons
{
    public static IReadOnlyList<string> All { get; } = ["wrong-key", "two-answers", "outdated", "unclear", "not-taught", "taken-back"];
}

/// <summary>What a second person said to a proposed revision. (Revision) is unique: it is decided once.</summary>
public sealed class RevisionDecision : IProvable
{
    public RevisionDecision(Guid id, Guid revisionId, bool applies, DateTime recordedAt, MemberId? decidedBy) =>
        (Id, RevisionId, Applies, RecordedAt, DecidedBy) = (id, revisionId, applies, recordedAt, decidedBy);

    private RevisionDecision()
    {
    }

    public Guid Id { get; private set; }
    public Guid RevisionId { get; private set; }

    /// <summary>From now on the question marks otherwise; false when the proposal was declined.</summary>
    public bool Applies { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? DecidedBy { get; private set; }

    /// <summary>Set once every paper that it concerns has been looked at. Not a fact, only the end of the work.</summary>
    public DateTime? ClosedAt { get; private set; }

    public void Close(DateTime now) => ClosedAt ??= now;

    public EvidenceFacts Evidence() => new(
        Applies ? "revision.applied" : "revision.declined", null, DecidedBy, new Dictionary<string, object?> { ["revision"] = RevisionId });
}
