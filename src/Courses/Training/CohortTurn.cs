namespace Learning.Courses.Training;

/// <summary>A cohort was opened or closed, by the schedule or by hand.</summary>
public sealed class CohortTurn : IProvable
{
    public CohortTurn(Guid id, Cohort cohort, CohortState state, DateTime recordedAt) =>
        (Id, CohortId, State, RecordedAt) = (id, cohort.Id, state, recordedAt);

    private CohortTurn()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>(Cohort, state) is unique: a job that runs twice turns once.</summary>
    public Guid CohortId { get; private set; }
    public CohortState State { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        "cohort." + (State == CohortState.Open ? "opened" : "closed"), null, null, new Dictionary<string, object?> { ["cohort"] = CohortId });
}
