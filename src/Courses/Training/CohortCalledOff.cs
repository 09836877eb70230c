namespace Learning.Courses.Training;

public enum CalledOffBecause
{
    /// <summary>The venue cannot be used.</summary>
    VenueLost,
    Weather,
    NoTrainer,
    TooFew,

    /// <summary>Said in the words beside it.</summary>
    Other,
}

/// <summary>A class is not held, by decision and before it had begun. The class and its places stay on record; this row says that they do not count, and why.</summary>
public sealed class CohortCalledOff : IOfUnit, IProvable
{
    public const int MaxWords = 200;

    internal CohortCalledOff(Guid id, Cohort cohort, CalledOffBecause because, string words, DateTime recordedAt, MemberId? recordedBy) =>
        (Id, CohortId, UnitPath, Because, Words, RecordedAt, RecordedBy) = (id, cohort.Id, cohort.UnitPath, because, words, recordedAt, recordedBy);

    private CohortCalledOff()
    {
        UnitPath = Words = "";
    }

    public Guid Id { get; private set; }

    /// <summary>Unique: a class is called off once, whoever clicks twice.</summary>
    public Guid CohortId { get; private set; }
    public string UnitPath { get; private set; }
    public CalledOffBecause Because { get; private set; }

    /// <summary>What the organiser adds for those who had a place; may be empty. Not for the ledger: it may be about a person.</summary>
    public string Words { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new(
        "cohort.called-off", null, RecordedBy, new Dictionary<string, object?> { ["cohort"] = CohortId, ["because"] = Because.ToString() });
}
