namespace Learning.Courses.Training;

/// <summary>How a class ended for one member. Absence above one seventh of the hours means not completed; the share is rule-pack data.</summary>
public sealed class CohortOutcome : IOfMember, IProvable
{
    public CohortOutcome(Guid id, MemberId memberId, Cohort cohort, bool completed, int attendedQuarters, int totalQuarters, DateTime recordedAt)
    {
        (Id, MemberId, CohortId, CompletedOn) = (id, memberId, cohort.Id, cohort.ClosesOn);
        (Completed, AttendedQuarters, TotalQuarters, RecordedAt) = (completed, attendedQuarters, totalQuarters, recordedAt);
    }

    private CohortOutcome()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>(Cohort, member) is unique.</summary>
    public MemberId MemberId { get; private set; }
    public Guid CohortId { get; private set; }

    /// <summary>The last day of the class.</summary>
    public DateOnly CompletedOn { get; private set; }
    public bool Completed { get; private set; }
    public int AttendedQuarters { get; private set; }
    public int TotalQuarters { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        Completed ? "cohort.completed" : "cohort.missed",
        MemberId,
        null,
        new Dictionary<string, object?>
        {
            ["cohort"] = CohortId, ["on"] = CompletedOn, ["attended"] = AttendedQuarters, ["total"] = TotalQuarters,
        });
}
