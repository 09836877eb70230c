using Learning.Courses.Organisation;

namespace Learning.Courses.Training;

/// <summary>Somebody who leads classes for a unit: a teacher of its Party school, or a guest. Need not be on the roster. The ledger knows the number of the row and never the name.</summary>
public sealed class Trainer : IProvable
{
    public const int MaxName = 50;

    public Trainer(Guid id, string name, Unit unit, DateTime recordedAt, MemberId? recordedBy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Id, Name, UnitId, UnitPath, RecordedAt, RecordedBy) = (id, name, unit.UnitId, unit.Path, recordedAt, recordedBy);
    }

    private Trainer()
    {
        Name = UnitPath = "";
    }

    public Guid Id { get; private set; }
    public string Name { get; private set; }
    public UnitId UnitId { get; private set; }
    public string UnitPath { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    /// <summary>Null while the trainer can be chosen, and where it was not loaded.</summary>
    public TrainerGone? Gone { get; private set; }

    public EvidenceFacts Evidence() => new("trainer.recorded", null, RecordedBy, new Dictionary<string, object?> { ["unit"] = UnitPath });
}

/// <summary>A trainer who leads no more new classes. Those planned already keep their trainer until another is named.</summary>
public sealed class TrainerGone : IProvable
{
    public TrainerGone(Guid id, Guid trainerId, DateTime recordedAt, MemberId? recordedBy) => (Id, TrainerId, RecordedAt, RecordedBy) = (id, trainerId, recordedAt, recordedBy);

    private TrainerGone()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Unique: whoever clicks twice has gone once.</summary>
    public Guid TrainerId { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new("trainer.gone", null, RecordedBy, new Dictionary<string, object?> { ["trainer"] = TrainerId }, TrainerId);
}

/// <summary>Who leads a class. The last of these rows counts; the earlier ones say who was to lead it before.</summary>
public sealed class CohortTrainer : IProvable
{
    /// <param name="take">1 for the first of the class; (cohort, take) is unique.</param>
    public CohortTrainer(Guid id, Guid cohortId, int take, Guid trainerId, DateTime recordedAt, MemberId? recordedBy) =>
        (Id, CohortId, Take, TrainerId, RecordedAt, RecordedBy) = (id, cohortId, take, trainerId, recordedAt, recordedBy);

    private CohortTrainer()
    {
    }

    public Guid Id { get; private set; }
    public Guid CohortId { get; private set; }
    public int Take { get; private set; }
    public Guid TrainerId { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new("cohort.trainer", null, RecordedBy, new Dictionary<string, object?> { ["cohort"] = CohortId, ["trainer"] = TrainerId });
}
