namespace Learning.Courses.Coverage;

/// <summary>
/// A unit asks those below it for their reports of a day, and says until when. On time and late are measured against this and
/// nothing else; without a call a report is neither.
/// </summary>
public sealed class ReportCall : IOfUnit, IProvable
{
    public ReportCall(Guid id, string requirementKey, UnitId unitId, string unitPath, DateOnly day, DateOnly dueOn, DateTime recordedAt, MemberId? recordedBy)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueOn, day);
        (Id, RequirementKey, UnitId, UnitPath) = (id, requirementKey, unitId, unitPath);
        (Day, DueOn, RecordedAt, RecordedBy) = (day, dueOn, recordedAt, recordedBy);
    }

    private ReportCall() => RequirementKey = UnitPath = "";

    public Guid Id { get; private set; }
    public string RequirementKey { get; private set; }
    public UnitId UnitId { get; private set; }
    public string UnitPath { get; private set; }

    /// <summary>The day of which the reports are to speak.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>The last day on which a report is on time.</summary>
    public DateOnly DueOn { get; private set; }
    public DateTime RecordedAt { get; private set; }
    public MemberId? RecordedBy { get; private set; }

    public EvidenceFacts Evidence() => new(
        "report.called",
        null,
        RecordedBy,
        new Dictionary<string, object?> { ["requirement"] = RequirementKey, ["unit"] = UnitPath, ["day"] = Day, ["due"] = DueOn });
}
