using System.Security.Cryptography;

namespace Learning.Courses.Coverage;

/// <summary>
/// What a unit reported upward (article 43): frozen figures, with the box of every member, as bytes that never change. The
/// ledger holds their hash. Names nobody: members stand in it under the pseudonyms of the ledger.
/// </summary>
public sealed class Report : IOfUnit, IProvable
{
    public Report(Guid id, UnitHead unit, ReportBody body, long checkpointSize, DateTime recordedAt, MemberId? recordedBy)
    {
        (Id, RequirementKey, UnitId, UnitPath) = (id, body.RequirementKey, unit.UnitId, unit.Path);
        (Day, KnownAt, CheckpointSize, RecordedAt, RecordedBy) = (body.Day, body.KnownAt, checkpointSize, recordedAt, recordedBy);
        (Completed, Required, Members) = (body.Total.Completed, body.Total.Required, body.Total.Total);
        Body = body.ToBytes();
        Hash = HashOf(Body);
    }

    private Report()
    {
        RequirementKey = UnitPath = Hash = "";
        Body = [];
    }

    public Guid Id { get; private set; }

    /// <summary>(Requirement, unit, day) is unique: a unit reports once, and what it learns later is an amendment.</summary>
    public string RequirementKey { get; private set; }
    public UnitId UnitId { get; private set; }
    public string UnitPath { get; private set; }

    /// <summary>The day of which the report speaks.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>What was recorded later is not in it.</summary>
    public DateTime KnownAt { get; private set; }

    /// <summary>Of the checkpoint under which everything lies that the report rests on.</summary>
    public long CheckpointSize { get; private set; }

    /// <summary>From the body, for lists: a district's body is megabytes. The ledger is told them too, so a change here is found.</summary>
    public int Completed { get; private set; }
    public int Required { get; private set; }
    public int Members { get; private set; }

    /// <summary>Canonical JSON; see <see cref="ReportBody"/>.</summary>
    public byte[] Body { get; private set; }

    /// <summary>SHA-256 of the body in lower-case hex.</summary>
    public string Hash { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new(
        "report.submitted",
        null,
        RecordedBy,
        new Dictionary<string, object?>
        {
            // Of the bytes as they stand, not as stored beside them: so a check of the ledger notices a body that was changed.
            ["hash"] = HashOf(Body), ["requirement"] = RequirementKey, ["unit"] = UnitPath, ["day"] = Day, ["known"] = KnownAt, ["size"] = CheckpointSize,
            ["completed"] = Completed, ["required"] = Required, ["members"] = Members,
        });

    public static string HashOf(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
