namespace Learning.Courses.Organisation;

public enum ExemptionKind
{
    /// <summary>免训: no hard requirement (article 23); study is brought to the door.</summary>
    Exempt,

    /// <summary>缓训: later, not never.</summary>
    Deferred,

    /// <summary>Out of contact for six months; membership suspended by decision (article 24).</summary>
    OutOfContact,
}

/// <summary>A reasoned exception to a training duty, with the person who approved it and the day on which it ends by itself.</summary>
public sealed class Exemption : Dated, IProvable
{
    public Exemption(
        Guid id, MemberId memberId, ExemptionKind kind, string reasonCode, DateOnly validFrom, DateOnly? validTo, DateTime recordedAt, MemberId? approvedBy)
        : base(id, memberId, validFrom, validTo, recordedAt, approvedBy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reasonCode);
        (Kind, ReasonCode) = (kind, reasonCode);
    }

    private Exemption()
    {
        ReasonCode = "";
    }

    public ExemptionKind Kind { get; private set; }

    /// <summary>Short code of the reason (age, illness, disability, maternity, posting, no-contact); also the key of its words: "ExemptionReason.age". Never free text about a person's health.</summary>
    public string ReasonCode { get; private set; }

    public EvidenceFacts Evidence() => new(
        "exemption.recorded",
        MemberId,
        RecordedBy,
        new Dictionary<string, object?> { ["exemption"] = Kind.ToString(), ["from"] = ValidFrom, ["to"] = ValidTo },
        ReplacesId);
}

public enum MemberCircumstanceKind
{
    /// <summary>Away for six months or more without transfer (articles 32, 33).</summary>
    Floating,
    Graduate,
    Abroad,
}

/// <summary>Where a member lives for now, when it is not where the branch is. Does not end the branch's responsibility.</summary>
public sealed class MemberCircumstance : Dated, IProvable
{
    public MemberCircumstance(
        Guid id, MemberId memberId, MemberCircumstanceKind kind, DateOnly validFrom, DateOnly? validTo, DateTime recordedAt, MemberId? recordedBy)
        : base(id, memberId, validFrom, validTo, recordedAt, recordedBy) => Kind = kind;

    private MemberCircumstance()
    {
    }

    public MemberCircumstanceKind Kind { get; private set; }

    public EvidenceFacts Evidence() => new(
        "circumstance.recorded",
        MemberId,
        RecordedBy,
        new Dictionary<string, object?> { ["circumstance"] = Kind.ToString(), ["from"] = ValidFrom, ["to"] = ValidTo },
        ReplacesId);
}
