namespace Learning.Courses.Organisation;

/// <summary>
/// A change of branch in two steps: sent, then received. Between the two the sender answers for the member (article 25), so
/// sending alone moves no membership.
/// </summary>
public sealed class Transfer : IOfMember, IProvable
{
    public Transfer(Guid id, MemberId memberId, Unit from, Unit to, DateOnly sentOn, DateTime recordedAt, MemberId? sentBy)
    {
        if (from.UnitId == to.UnitId)
        {
            throw new ArgumentException("A transfer leads to another branch.", nameof(to));
        }

        (Id, MemberId, FromId, FromPath, ToId, ToPath) = (id, memberId, from.UnitId, from.Path, to.UnitId, to.Path);
        (SentOn, RecordedAt, SentBy) = (sentOn, recordedAt, sentBy);
    }

    private Transfer()
    {
        FromPath = ToPath = "";
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }
    public UnitId FromId { get; private set; }
    public string FromPath { get; private set; }
    public UnitId ToId { get; private set; }
    public string ToPath { get; private set; }
    public DateOnly SentOn { get; private set; }
    public MemberId? SentBy { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        "transfer.sent", MemberId, SentBy, new Dictionary<string, object?> { ["from"] = FromPath, ["to"] = ToPath, ["on"] = SentOn });
}

/// <summary>The second step: the receiving branch has taken the member in. Stored together with the two membership rows it causes.</summary>
public sealed class TransferReceipt : IOfMember, IProvable
{
    public TransferReceipt(Transfer transfer, DateOnly receivedOn, DateTime recordedAt, MemberId? receivedBy) =>
        (Id, TransferId, MemberId, ReceivedOn, RecordedAt, ReceivedBy) =
        (RowId.At(recordedAt), transfer.Id, transfer.MemberId, receivedOn, recordedAt, receivedBy);

    private TransferReceipt()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Unique: a transfer is received once, whoever clicks twice.</summary>
    public Guid TransferId { get; private set; }
    public MemberId MemberId { get; private set; }
    public DateOnly ReceivedOn { get; private set; }
    public MemberId? ReceivedBy { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        "transfer.received", MemberId, ReceivedBy, new Dictionary<string, object?> { ["transfer"] = TransferId, ["on"] = ReceivedOn });
}
