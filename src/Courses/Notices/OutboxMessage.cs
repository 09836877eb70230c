namespace Learning.Courses.Notices;

/// <summary>
/// Something to tell one member: shown on the member's home at once, and mailed when mail is set up and the address known.
/// Written in the same transaction as what it tells of, sent later by a job.
/// </summary>
public sealed class OutboxMessage : IOfMember
{
    public OutboxMessage(Guid id, MemberId memberId, string kind, string once, string arguments, DateTime createdAt) =>
        (Id, MemberId, Kind, Once, Arguments, CreatedAt) = (id, memberId, kind, once, arguments, createdAt);

    private OutboxMessage()
    {
        Kind = Once = Arguments = "";
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }

    /// <summary>Resource key of the sentence: "Notice.Reminder". The text is made when it is shown, in the reader's language.</summary>
    public string Kind { get; private set; }

    /// <summary>Unique. What must not be said twice has the same value twice: "reminder/{assignment}/{member}/{day}".</summary>
    public string Once { get; private set; }

    /// <summary>JSON array of strings that fill the sentence's placeholders.</summary>
    public string Arguments { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? SentAt { get; private set; }

    /// <summary>How often sending failed; the next try waits longer each time.</summary>
    public int Failures { get; private set; }
    public DateTime? RetryAt { get; private set; }
    public DateTime? ReadAt { get; private set; }

    public void Sent(DateTime now) => SentAt = now;

    public void Failed(DateTime now)
    {
        Failures++;
        RetryAt = now.AddMinutes(Math.Min(1 << Math.Min(Failures, 10), 24 * 60));
    }

    public void Read(DateTime now) => ReadAt ??= now;
}
