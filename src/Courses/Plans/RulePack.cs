using Learning.Courses.Credits;
using Learning.Courses.Organisation;

namespace Learning.Courses.Plans;

/// <summary>
/// The rules of a run of years as dated data: thresholds, tariff, absence limit and reasons for exemption, each with the
/// article it comes from. An old year stays judged by its old pack, so a pack that has judged is never edited.
/// </summary>
/// <param name="ValidFrom">The first day it may judge.</param>
/// <param name="ValidTo">The last day it may judge; null while no successor is known.</param>
/// <param name="TariffRule">Where the tariff comes from.</param>
/// <param name="Personal">Requirements whose period is each member's own; at most one of a kind.</param>
/// <param name="Statistics">How the yearly statistics sheet is filled; null for a pack that says nothing about it.</param>
/// <param name="Hash">SHA-256 in lower-case hex of the text below: what the ledger is told when the pack is adopted.</param>
/// <param name="Text">The file itself, with line feeds; whoever doubts a figure reads the rules it was computed by.</param>
public sealed record RulePack(
    string Key,
    LocalText Title,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyList<Threshold> Thresholds,
    AbsenceLimit AbsenceLimit,
    Tariff Tariff,
    RuleReference TariffRule,
    IReadOnlyList<ExemptionRule> Exemptions,
    IReadOnlyList<PersonalRule> Personal,
    StatisticsRules? Statistics,
    string Hash,
    string Text)
{
    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    /// <summary>Who holds several posts owes the largest number of hours among them.</summary>
    public Threshold ThresholdFor(IEnumerable<PostKind> posts)
    {
        var held = posts.ToHashSet();
        return Thresholds.Where(t => t.Posts.Count == 0 || t.Posts.Any(held.Contains)).MaxBy(t => t.Quarters)!;
    }

    public PersonalRule? PersonalRuleFor(RequirementKind kind) => Personal.FirstOrDefault(p => p.Kind == kind);

    /// <summary>A reason that the rules do not know excuses nobody, whoever approved it.</summary>
    public bool Allows(ExemptionKind kind, string reasonCode) =>
        Exemptions.Any(e => e.ReasonCode == reasonCode && e.Kinds.Contains(kind));
}

/// <summary>Words that stand in a rule pack itself, in both languages of the site.</summary>
public sealed record LocalText(string Zh, string En)
{
    /// <param name="language">A culture name such as "zh-CN" or "en".</param>
    public string In(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Zh : En;
}

/// <param name="Source">The regulation or plan by name.</param>
/// <param name="Article">The number of its article; null when the source has none.</param>
/// <param name="ToBeConfirmed">True until the customer has said that the number is the one in use.</param>
public sealed record RuleReference(LocalText Source, string? Article, bool ToBeConfirmed);

/// <summary>Credit hours owed within one period.</summary>
/// <param name="Key">Names the threshold in explanations: resource key "Threshold." + Key.</param>
/// <param name="Posts">Whom it is for; empty for everybody.</param>
/// <param name="Quarters">4 = 1 credit hour.</param>
public sealed record Threshold(string Key, IReadOnlyList<PostKind> Posts, int Quarters, RuleReference Rule);

/// <summary>The largest share of a class that may be missed, as a fraction of whole numbers: 1 of 7.</summary>
public sealed record AbsenceLimit(int Parts, int Of, RuleReference Rule)
{
    /// <summary>Exactly the limit is still allowed; above it is not.</summary>
    public bool Allows(int attendedQuarters, int totalQuarters) => (totalQuarters - attendedQuarters) * Of <= totalQuarters * Parts;
}

public sealed record ExemptionRule(string ReasonCode, IReadOnlyList<ExemptionKind> Kinds, RuleReference Rule);
