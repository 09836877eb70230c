namespace Learning.Courses.Organisation;

/// <summary>
/// A fact about the roster with two times: the days on which it holds, and the instants at which we knew it. A row is never
/// changed except that it is marked as replaced, once, by the row that says it better; "as of day D, as known at K" therefore
/// has the same answer for ever.
/// </summary>
public abstract class Dated : IOfMember
{
    protected Dated(Guid id, MemberId memberId, DateOnly validFrom, DateOnly? validTo, DateTime recordedAt, MemberId? recordedBy)
    {
        if (validTo < validFrom)
        {
            throw new ArgumentOutOfRangeException(nameof(validTo), validTo, "A fact cannot end before it begins.");
        }

        (Id, MemberId, ValidFrom, ValidTo, RecordedAt, RecordedBy) = (id, memberId, validFrom, validTo, recordedAt, recordedBy);
    }

    protected Dated()
    {
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }
    public DateOnly ValidFrom { get; private set; }

    /// <summary>The last day that counts; null while open.</summary>
    public DateOnly? ValidTo { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    /// <summary>The instant from which a later row is believed instead of this one.</summary>
    public DateTime? ReplacedAt { get; private set; }

    /// <summary>The row that this one replaces.</summary>
    public Guid? ReplacesId { get; private set; }

    public bool HoldsOn(DateOnly day, DateTime knownAt) =>
        ValidFrom <= day && (ValidTo is null || ValidTo >= day) && RecordedAt <= knownAt && (ReplacedAt is null || ReplacedAt > knownAt);

    /// <summary>Says that <paramref name="later"/> is believed from the moment it was recorded.</summary>
    protected void ReplaceBy(Dated later)
    {
        if (ReplacedAt is not null)
        {
            throw new InvalidOperationException($"Row {Id} has been replaced already; correct its successor.");
        }

        ReplacedAt = later.RecordedAt;
        later.ReplacesId = Id;
    }
}
