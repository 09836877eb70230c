using Learning.Courses.Organisation;

namespace Learning.Courses.Plans;

public enum RequirementKind
{
    /// <summary>集中轮训: at least one class of a rotation completed within the period.</summary>
    RotatingTraining,

    /// <summary>经常性教育: at least the threshold of credit hours within the period.</summary>
    RegularEducation,

    /// <summary>新任培训: who has come to a post is trained within a period that begins with the appointment.</summary>
    AfterAppointment,

    /// <summary>新党员培训: who has been admitted is trained within a period that begins with the admission.</summary>
    AfterAdmission,
}

/// <summary>What every member of a unit owes within a period (要求). The two coverage figures of a year are two of these.</summary>
public sealed class Requirement : IOfUnit, IProvable
{
    public Requirement(
        Guid id, string key, RequirementKind kind, string title, string titleEn, Unit unit, DateOnly from, DateOnly dueOn, string rulePackKey, DateTime recordedAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueOn, from);
        (Id, Key, Kind, Title, TitleEn, UnitId, UnitPath) = (id, key, kind, title, titleEn, unit.UnitId, unit.Path);
        (From, DueOn, RulePackKey, RecordedAt) = (from, dueOn, rulePackKey, recordedAt);
    }

    private Requirement()
    {
        Key = Title = TitleEn = UnitPath = RulePackKey = "";
    }

    public Guid Id { get; private set; }

    /// <summary>Short, stable, used in URLs and the API: "rotating-2026". Unique.</summary>
    public string Key { get; private set; }
    public RequirementKind Kind { get; private set; }
    public string Title { get; private set; }
    public string TitleEn { get; private set; }
    public UnitId UnitId { get; private set; }
    public string UnitPath { get; private set; }

    /// <summary>Of a requirement with personal periods: the first day on which such a period may begin.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The last day that counts. Of a requirement with personal periods: the last day on which one may begin.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>The rule pack whose thresholds and tariff judge it; an old year stays judged by its old pack.</summary>
    public string RulePackKey { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        "requirement.set",
        null,
        null,
        new Dictionary<string, object?>
        {
            ["key"] = Key, ["of"] = Kind.ToString(), ["unit"] = UnitPath, ["from"] = From, ["due"] = DueOn, ["rules"] = RulePackKey,
        });
}
