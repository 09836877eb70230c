namespace Learning.Courses.Plans;

/// <summary>A rule pack as its file spells it; <see cref="RulePackFile"/> makes the rules of it.</summary>
internal sealed class PackYaml
{
    public required string Key { get; set; }
    public required WordsYaml Title { get; set; }
    public required string ValidFrom { get; set; }
    public string? ValidTo { get; set; }
    public required Dictionary<string, WordsYaml> Sources { get; set; }
    public required List<ThresholdYaml> Thresholds { get; set; }
    public required AbsenceYaml AbsenceLimit { get; set; }
    public required TariffYaml Tariff { get; set; }
    public required List<ExemptionYaml> Exemptions { get; set; }
    public List<PersonalYaml>? Personal { get; set; }
    public StatisticsYaml? Statistics { get; set; }
}

internal sealed class PersonalYaml
{
    public required string Kind { get; set; }
    public required WordsYaml Title { get; set; }
    public List<string>? Posts { get; set; }
    public int Months { get; set; }
    public int Classes { get; set; }
    public required RuleYaml Rule { get; set; }
}

internal sealed class StatisticsYaml
{
    public required CountedYaml Attendance { get; set; }
    public required List<RowYaml> Rows { get; set; }
    public required List<StandardYaml> Branches { get; set; }
}

internal sealed class CountedYaml
{
    public required List<string> Counts { get; set; }
    public required RuleYaml Rule { get; set; }
}

internal sealed class RowYaml
{
    public required string Key { get; set; }
    public required WordsYaml Title { get; set; }
    public List<string>? Counts { get; set; }
    public List<string>? Posts { get; set; }
    public List<string>? Settings { get; set; }
    public List<string>? Circumstances { get; set; }
    public int? AdmittedWithinMonths { get; set; }
    public required RuleYaml Rule { get; set; }
}

internal sealed class StandardYaml
{
    public required string Key { get; set; }
    public required WordsYaml Title { get; set; }
    public List<string>? Posts { get; set; }
    public int Parts { get; set; }
    public int Of { get; set; }
    public required RuleYaml Rule { get; set; }
}

internal sealed class WordsYaml
{
    public required string Zh { get; set; }
    public required string En { get; set; }

    public LocalText Text() => new(Zh, En);
}

internal sealed class RuleYaml
{
    public required string Source { get; set; }
    public string? Article { get; set; }
    public bool Confirm { get; set; }
}

internal sealed class ThresholdYaml
{
    public required string Key { get; set; }
    public required List<string> Posts { get; set; }
    public required string CreditHours { get; set; }
    public required RuleYaml Rule { get; set; }
}

internal sealed class AbsenceYaml
{
    public int Parts { get; set; }
    public int Of { get; set; }
    public required RuleYaml Rule { get; set; }
}

internal sealed class TariffYaml
{
    public required List<StepYaml> Courses { get; set; }
    public required string PassedTest { get; set; }
    public required string FullDay { get; set; }
    public required string HalfDay { get; set; }
    public bool CountsIncompleteClasses { get; set; }
    public List<CapYaml>? Caps { get; set; }
    public required RuleYaml Rule { get; set; }
}

internal sealed class CapYaml
{
    public required List<string> Kinds { get; set; }
    public required string CreditHours { get; set; }
}

internal sealed class StepYaml
{
    public int FromMinutes { get; set; }
    public required string CreditHours { get; set; }
}

internal sealed class ExemptionYaml
{
    public required string Reason { get; set; }
    public required List<string> Kinds { get; set; }
    public required RuleYaml Rule { get; set; }
}
