namespace Learning.Courses.Organisation;

/// <summary>
/// Which branch answers for a member, from when to when. Until a transfer is received there is no new row, so the sending
/// branch goes on answering (Regulations on the education and management of Party members, article 25).
/// </summary>
public sealed class Membership : Dated, IProvable
{
    public Membership(
        Guid id, MemberId memberId, Unit branch, DateOnly validFrom, DateOnly? validTo, DateTime recordedAt, MemberId? recordedBy)
        : base(id, memberId, validFrom, validTo, recordedAt, recordedBy)
    {
        if (branch.Kind != UnitKind.Branch)
        {
            throw new ArgumentException("Only a branch answers for members.", nameof(branch));
        }

        (BranchId, BranchPath) = (branch.UnitId, branch.Path);
    }

    private Membership(Membership open, DateOnly lastDay, DateTime recordedAt, MemberId? recordedBy)
        : base(RowId.At(recordedAt), open.MemberId, open.ValidFrom, lastDay, recordedAt, recordedBy) =>
        (BranchId, BranchPath) = (open.BranchId, open.BranchPath);

    private Membership()
    {
        BranchPath = "";
    }

    public UnitId BranchId { get; private set; }

    /// <summary>The branch's path, repeated here because every scoped query asks for it. A branch never moves; it is closed and another opened.</summary>
    public string BranchPath { get; private set; }

    public EvidenceFacts Evidence() => new(
        "membership.recorded",
        MemberId,
        RecordedBy,
        new Dictionary<string, object?> { ["unit"] = BranchPath, ["from"] = ValidFrom, ["to"] = ValidTo },
        ReplacesId);

    /// <summary>The same membership, known to end. The caller stores both rows.</summary>
    public Membership EndedOn(DateOnly lastDay, DateTime recordedAt, MemberId? recordedBy)
    {
        var ended = new Membership(this, lastDay, recordedAt, recordedBy);
        ReplaceBy(ended);
        return ended;
    }
}
