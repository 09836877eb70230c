namespace Learning.Courses.Records;

public enum ErasedBecause
{
    /// <summary>The member is no longer a member of anything here, and has asked for it in writing.</summary>
    Left,

    /// <summary>The member has died, and the heirs have asked for it in writing.</summary>
    Died,
}

/// <summary>
/// Everything that told who a member was has been destroyed, the key of the pseudonym included. The rows on which frozen reports,
/// past answers and the ledger rest stay, as those of a person without a name.
/// </summary>
/// <param name="RequestedOn">The day that the written request bears; the paper is kept where papers are kept.</param>
public sealed record Erasure(Guid Id, MemberId MemberId, ErasedBecause Because, DateOnly RequestedOn, DateTime RecordedAt, MemberId? RecordedBy) : IOfMember, IProvable
{
    // Not why: that somebody has died is nobody's business, even of a pseudonym that leads to nobody any more.
    public EvidenceFacts Evidence() => new("member.erased", MemberId, RecordedBy, new Dictionary<string, object?> { ["requested"] = RequestedOn });
}
