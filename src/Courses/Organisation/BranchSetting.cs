namespace Learning.Courses.Organisation;

/// <summary>What a branch is a branch of. The words on screen are "BranchSettingKind." + name.</summary>
public enum BranchSettingKind
{
    Village,
    Community,

    /// <summary>Offices, schools, hospitals.</summary>
    PublicBody,
    StateEnterprise,

    /// <summary>A private enterprise or a social organisation ("两新"组织).</summary>
    NewOrganisation,
    Other,
}

/// <summary>
/// Where a branch belongs, from a day on. Only added: the last row that had begun by a day, as far as it was recorded by then,
/// is the one that holds on it, so a branch that moves from a village to an enterprise keeps the past it had.
/// </summary>
public sealed class BranchSetting : IOfUnit, IProvable
{
    public BranchSetting(Guid id, Unit branch, BranchSettingKind kind, DateOnly validFrom, DateTime recordedAt, MemberId? recordedBy)
    {
        if (branch.Kind != UnitKind.Branch)
        {
            throw new ArgumentException("Only a branch has a setting; those above hold branches of many.", nameof(branch));
        }

        (Id, UnitId, UnitPath, Kind, ValidFrom, RecordedAt, RecordedBy) = (id, branch.UnitId, branch.Path, kind, validFrom, recordedAt, recordedBy);
    }

    private BranchSetting()
    {
        UnitPath = "";
    }

    public Guid Id { get; private set; }
    public UnitId UnitId { get; private set; }
    public string UnitPath { get; private set; }
    public BranchSettingKind Kind { get; private set; }
    public DateOnly ValidFrom { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new(
        "branch.described",
        null,
        RecordedBy,
        new Dictionary<string, object?> { ["unit"] = UnitPath, ["setting"] = Kind.ToString(), ["from"] = ValidFrom });

    /// <summary>The row among those of one branch that holds on the day; null while nobody has said anything.</summary>
    public static BranchSetting? On(DateOnly day, IEnumerable<BranchSetting> ofBranch) =>
        ofBranch.Where(s => s.ValidFrom <= day).OrderBy(s => s.ValidFrom).ThenBy(s => s.RecordedAt).ThenBy(s => s.Id).LastOrDefault();
}
