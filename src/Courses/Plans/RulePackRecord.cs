namespace Learning.Courses.Plans;

/// <summary>
/// A rule pack was taken into use, in exactly this wording. Its evidence lets an outsider see which rules were in force when a
/// figure was computed, and that nobody has changed them since.
/// </summary>
public sealed class RulePackRecord : IProvable
{
    public RulePackRecord(Guid id, RulePack pack, DateTime recordedAt, Guid? correctsId = null) =>
        (Id, Key, Hash, Text, ValidFrom, ValidTo, RecordedAt, CorrectsId) =
        (id, pack.Key, pack.Hash, pack.Text, pack.ValidFrom, pack.ValidTo, recordedAt, correctsId);

    private RulePackRecord()
    {
        Key = Hash = Text = "";
    }

    public Guid Id { get; private set; }
    public string Key { get; private set; }

    /// <summary>(Key, hash) is unique: the same words are adopted once.</summary>
    public string Hash { get; private set; }

    /// <summary>The whole file: the shipped one may be gone when somebody asks.</summary>
    public string Text { get; private set; }
    public DateOnly ValidFrom { get; private set; }
    public DateOnly? ValidTo { get; private set; }
    public DateTime RecordedAt { get; private set; }

    /// <summary>The earlier wording of the same pack.</summary>
    public Guid? CorrectsId { get; private set; }

    public EvidenceFacts Evidence() => new(
        "rules.adopted",
        null,
        null,
        new Dictionary<string, object?> { ["key"] = Key, ["hash"] = Hash, ["from"] = ValidFrom, ["to"] = ValidTo },
        CorrectsId);
}
