namespace Learning.Courses.Ledger.Recounts;

/// <summary>
/// A stored number was found not to follow from the facts. Stands until a <see cref="DifferenceSettled"/> names it, whoever puts
/// the number right. The ledger is told, so that the alarm cannot be made to disappear either.
/// </summary>
public sealed class CountDifference : IOfMember, IProvable
{
    public const int LongestValue = 200;

    internal CountDifference(Guid id, string kind, Recounted found, MemberId? whom, int take, DateTime recordedAt)
    {
        (Id, Kind, SourceId, MemberId, Take) = (id, kind, found.SourceId, whom ?? default, take);
        (Stored, Counted, RecordedAt) = (Cut(found.Stored), Cut(found.Counted), recordedAt);
    }

    private CountDifference()
    {
        Kind = Stored = Counted = "";
    }

    public Guid Id { get; private set; }

    /// <summary>See <see cref="IRecount.Kind"/>.</summary>
    public string Kind { get; private set; }

    /// <summary>The row in which the number stands.</summary>
    public Guid SourceId { get; private set; }

    /// <summary>All zeros where the number is about nobody in particular, or about somebody who was erased.</summary>
    public MemberId MemberId { get; private set; }

    /// <summary>1, or one more than the last time this number was wrong. (Kind, source, member, take) is unique: two runs at once find it once.</summary>
    public int Take { get; private set; }
    public string Stored { get; private set; }
    public string Counted { get; private set; }

    /// <summary>When it was found first. It was seen again by every run since, or there would be a row that settles it.</summary>
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        "recount.differs",
        MemberId == default ? null : MemberId,
        null,
        new Dictionary<string, object?> { ["of"] = Kind, ["row"] = SourceId, ["stored"] = Stored, ["counted"] = Counted });

    internal bool Says(Recounted found) => Stored == Cut(found.Stored) && Counted == Cut(found.Counted);

    private static string Cut(string value) => value.Length > LongestValue ? value[..LongestValue] : value;
}

/// <summary>A difference was not there any more when it was looked for again, or had become another one.</summary>
public sealed class DifferenceSettled : IOfMember, IProvable
{
    internal DifferenceSettled(Guid id, CountDifference difference, DateTime recordedAt) =>
        (Id, DifferenceId, MemberId, RecordedAt) = (id, difference.Id, difference.MemberId, recordedAt);

    private DifferenceSettled()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Unique: settled once.</summary>
    public Guid DifferenceId { get; private set; }
    public MemberId MemberId { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        "recount.settled", MemberId == default ? null : MemberId, null, new Dictionary<string, object?> { ["difference"] = DifferenceId }, DifferenceId);
}

/// <summary>Everything was counted again. Not a fact about anybody, but without it nobody could tell "no difference" from "not looked".</summary>
public sealed class RecountRun
{
    internal RecountRun(Guid id, DateTime startedAt, DateTime finishedAt, long numbers, int open, string failed) =>
        (Id, StartedAt, FinishedAt, Numbers, Open, Failed) = (id, startedAt, finishedAt, numbers, open, failed);

    private RecountRun()
    {
        Failed = "";
    }

    public Guid Id { get; private set; }
    public DateTime StartedAt { get; private set; }
    public DateTime FinishedAt { get; private set; }

    /// <summary>How many stored numbers were looked at.</summary>
    public long Numbers { get; private set; }

    /// <summary>How many differences were open at its end.</summary>
    public int Open { get; private set; }

    /// <summary>The kinds that could not be counted, joined by commas; most often because a row cannot be read any more.</summary>
    public string Failed { get; private set; }
}
