using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Microsoft.AspNetCore.WebUtilities;

namespace Learning.Web.Features.Reports;

/// <summary>Which report: of a unit, for a requirement, as of a day. The same in addresses and in forms.</summary>
public sealed class ReportForm
{
    [StringLength(60)]
    public string? Requirement { get; set; }

    [StringLength(200)]
    public string? Unit { get; set; }

    [StringLength(10)]
    public string? Day { get; set; }

    /// <summary>Of a call for reports: the last day on which one is on time.</summary>
    [StringLength(10)]
    public string? DueOn { get; set; }

    public static ReportForm Of(string requirement, string unit, DateOnly day) =>
        new() { Requirement = requirement, Unit = unit, Day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };

    public DateOnly? ParsedDay => DayOf(Day);

    public DateOnly? ParsedDueOn => DayOf(DueOn);

    public string Address(string page) => QueryHelpers.AddQueryString(
        page, new Dictionary<string, string?>(StringComparer.Ordinal) { ["unit"] = Unit, ["requirement"] = Requirement, ["day"] = Day }.Where(p => !string.IsNullOrEmpty(p.Value)));

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <param name="Units">The viewer's own, and that shown.</param>
/// <param name="Overview">Null when no requirement binds the unit.</param>
/// <param name="MaySpeak">The viewer holds a post at the unit, and so may report for it and ask those below.</param>
public sealed record ReportsPage(
    ReportForm Form, IReadOnlyList<UnitHead> Units, IReadOnlyList<Requirement> Requirements, ReportOverview? Overview, bool MaySpeak, Viewer Viewer)
{
    public ReportForm At(string unit) => ReportForm.Of(Overview!.Requirement.Key, unit, Overview.Day);
}

/// <param name="Below">Who has reported; null for a branch.</param>
public sealed record NewReportPage(ReportForm Form, CoverageAnswer Answer, ReportOverview? Below, Refusal? Refusal);
