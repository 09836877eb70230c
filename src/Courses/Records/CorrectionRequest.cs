namespace Learning.Courses.Records;

/// <summary>Which part of the record is said to be wrong.</summary>
public enum CorrectionAbout
{
    Person,
    Membership,
    Post,
    Exemption,
    Study,
    Quiz,
    Attendance,
    Certificate,

    /// <summary>Said in the words beside it.</summary>
    Other,
}

/// <summary>
/// A member says that something in the own record is wrong. Shaped like a regret (a member says, whoever answers for the member
/// ends it once) and yet a row of its own: a regret belongs to a place in a class and its answer moves places, this belongs to
/// nothing and its answer moves nothing. What the two share is <see cref="Organisation.Responsibility"/> and the outbox.
/// </summary>
public sealed class CorrectionRequest : IOfMember, IProvable
{
    public const int MaxWords = 500;

    /// <param name="id">Made with the page, so that the same form sent twice asks once.</param>
    public CorrectionRequest(Guid id, MemberId memberId, CorrectionAbout about, string words, DateTime recordedAt) =>
        (Id, MemberId, About, Words, RecordedAt) = (id, memberId, about, words, recordedAt);

    private CorrectionRequest()
    {
        Words = "";
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }
    public CorrectionAbout About { get; private set; }

    /// <summary>For those who answer, and not for the ledger.</summary>
    public string Words { get; private set; }
    public DateTime RecordedAt { get; private set; }

    /// <summary>Null while nobody has answered, and where it was not loaded.</summary>
    public CorrectionAnswer? Answer { get; private set; }

    public EvidenceFacts Evidence() => new("correction.asked", MemberId, MemberId, new Dictionary<string, object?> { ["about"] = About.ToString() });

    /// <summary>The member has been erased: what they wrote goes, that they asked stays.</summary>
    internal void Forget() => Words = "";
}

/// <summary>
/// What became of a request. The correction itself is made where the fact is (a transfer, an attendance struck out, an exemption);
/// this says that it was made, or why not.
/// </summary>
public sealed class CorrectionAnswer : IOfMember, IProvable
{
    public CorrectionAnswer(Guid id, CorrectionRequest request, bool corrected, string words, DateTime recordedAt, MemberId? recordedBy) =>
        (Id, RequestId, MemberId, Corrected, Words, RecordedAt, RecordedBy) = (id, request.Id, request.MemberId, corrected, words, recordedAt, recordedBy);

    private CorrectionAnswer()
    {
        Words = "";
    }

    public Guid Id { get; private set; }

    /// <summary>Unique: it is answered once, even if secretary and town answer at the same moment.</summary>
    public Guid RequestId { get; private set; }
    public MemberId MemberId { get; private set; }
    public bool Corrected { get; private set; }

    /// <summary>The reason, for the member. Not for the ledger.</summary>
    public string Words { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new(
        "correction.answered", MemberId, RecordedBy, new Dictionary<string, object?> { ["request"] = RequestId, ["corrected"] = Corrected });

    internal void Forget() => Words = "";
}
