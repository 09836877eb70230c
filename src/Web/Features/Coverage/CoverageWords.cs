using System.Globalization;
using Learning.Courses.Coverage;
using Learning.Courses.Plans;
using Learning.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Coverage;

/// <summary>Puts standings, credit hours and rules into words: one wording for page, record and spreadsheet.</summary>
internal static class CoverageWords
{
    /// <summary>Quarters as credit hours: 6 is 1.5.</summary>
    public static string Hours(int quarters) => (quarters / 4m).ToString("0.##", CultureInfo.CurrentCulture);

    /// <summary>Why a member is where they are, as a sentence.</summary>
    public static string Reason(this IStringLocalizer<Text> text, Standing standing) =>
        text.Reason(standing.Reason, standing.ExemptionReasonCode, standing.Hours?.Quarters, standing.Threshold?.Quarters);

    /// <summary>The same for a row of a frozen report.</summary>
    public static string Reason(this IStringLocalizer<Text> text, ReportMember row) =>
        text.Reason(row.Reason, row.ExemptionCode.Length == 0 ? null : row.ExemptionCode, row.Quarters < 0 ? null : row.Quarters, row.Owed < 0 ? null : row.Owed);

    private static string Reason(this IStringLocalizer<Text> text, StandingReason reason, string? exemption, int? quarters, int? owed)
    {
        var key = $"StandingReason.{reason}";
        return (exemption, quarters, owed) switch
        {
            ({ } code, _, _) => text[key, text[$"ExemptionReason.{code}"].Value],
            (_, { } earned, { } due) => text[key, Hours(earned), Hours(due)],
            _ => text[key],
        };
    }

    public static string Title(this Requirement requirement) => IsChinese ? requirement.Title : requirement.TitleEn;

    public static string Here(this LocalText words) => words.In(CultureInfo.CurrentUICulture.Name);

    /// <summary>Where a number comes from, and whether the customer has confirmed it.</summary>
    public static string Source(this IStringLocalizer<Text> text, RuleReference rule) => text.Export().Source(rule);

    public static ExportWords Export(this IStringLocalizer<Text> text) =>
        new(CultureInfo.CurrentUICulture, (key, args) => text[key, args], text.Reason, text.Reason);

    private static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
}
