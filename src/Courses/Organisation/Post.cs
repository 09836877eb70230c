namespace Learning.Courses.Organisation;

public enum PostKind
{
    BranchSecretary,
    CommitteeMember,
    TownOrganiser,
    DistrictOrganiser,
    Author,
    Reviewer,
    Administrator,
}

public static class PostKinds
{
    /// <summary>
    /// Posts whose holders answer for the members of their unit. Authors and reviewers see courses, not people; a committee
    /// member studies under the rules for committees but keeps no lists.
    /// </summary>
    public static bool CoversMembers(this PostKind kind) => kind is
        PostKind.BranchSecretary or PostKind.TownOrganiser or PostKind.DistrictOrganiser or PostKind.Administrator;
}

/// <summary>An office held for a period. Rights follow from the posts in force today and end with them.</summary>
public sealed class Post : Dated, IProvable
{
    public Post(
        Guid id, MemberId memberId, PostKind kind, Unit unit, DateOnly validFrom, DateOnly? validTo, DateTime recordedAt, MemberId? recordedBy)
        : base(id, memberId, validFrom, validTo, recordedAt, recordedBy) =>
        (Kind, UnitId, UnitPath) = (kind, unit.UnitId, unit.Path);

    private Post(Post open, DateOnly lastDay, DateTime recordedAt, MemberId? recordedBy)
        : base(RowId.At(recordedAt), open.MemberId, open.ValidFrom, lastDay, recordedAt, recordedBy) =>
        (Kind, UnitId, UnitPath) = (open.Kind, open.UnitId, open.UnitPath);

    private Post()
    {
        UnitPath = "";
    }

    public PostKind Kind { get; private set; }
    public UnitId UnitId { get; private set; }
    public string UnitPath { get; private set; }

    public EvidenceFacts Evidence() => new(
        "post.recorded",
        MemberId,
        RecordedBy,
        new Dictionary<string, object?> { ["post"] = Kind.ToString(), ["unit"] = UnitPath, ["from"] = ValidFrom, ["to"] = ValidTo },
        ReplacesId);

    /// <summary>The same post, known to end. The caller stores both rows.</summary>
    public Post EndedOn(DateOnly lastDay, DateTime recordedAt, MemberId? recordedBy)
    {
        var ended = new Post(this, lastDay, recordedAt, recordedBy);
        ReplaceBy(ended);
        return ended;
    }
}
