using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Learning.Courses.Coverage;
using Learning.Courses.Coverage.Statistics;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Web.Features.Coverage;
using Learning.Web.Shared;

namespace Learning.Web.Features.Statistics;

public sealed record StatisticsPage(StatisticsSheet Sheet, CoverageAsOf AsOf, Viewer Viewer, ExportWords Words)
{
    /// <summary>The years that have a sheet, latest first.</summary>
    public IReadOnlyList<int> Years { get; init; } = [];

    /// <summary>Of a branch; null for other units, and while nobody has said what it is.</summary>
    public BranchSetting? Setting { get; init; }

    public bool IsBranch => Sheet.Unit.Kind == UnitKind.Branch;

    public bool MayDescribe => IsBranch && Viewer.HoldsOver(Sheet.Unit.Path, PostKind.TownOrganiser, PostKind.DistrictOrganiser);

    public int Year => Sheet.Question.Year;

    public string Here => $"/statistics/{Year}/{Sheet.Unit.Path}";

    public string To(string unit) => AsOf.Address($"/statistics/{Year}/{unit}");

    public string ToYear(int year) => $"/statistics/{year}/{Sheet.Unit.Path}";

    public string ToLines(StatisticsRow row, string unit) => AsOf.Address($"/statistics/list/{Year}/{row.Key}/{unit}");

    public string ToBranches(BranchStandard standard, string unit) => AsOf.Address($"/statistics/branches/{Year}/{standard.Key}/{unit}");

    public string ToExport => AsOf.Address($"/statistics/export/{Year}/{Sheet.Unit.Path}");

    /// <summary>The same day and instant on the branch's page of coverage: every name with its standing and evidence.</summary>
    public string ToCoverage(string unit) => new CoverageAsOf
    {
        Day = Sheet.Question.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Known = AsOf.Known,
    }.Address($"/coverage/{Sheet.Requirement.Key}/{unit}");
}

/// <param name="Count">Of the whole list, not of the page.</param>
public sealed record AttendancesPage(StatisticsPage Sheet, StatisticsRow Row, AttendanceCount Count, IReadOnlyList<NamedAttendance> Shown, int Page)
{
    public const int Size = 100;

    public Pager Pager => new(Page, Size, Count.Times);
}

public sealed record BranchesPage(StatisticsPage Sheet, BranchStandard Standard, IReadOnlyList<BranchLine> Lines);

public sealed class SettingForm
{
    [StringLength(200)]
    public string? Unit { get; set; }

    public BranchSettingKind? Kind { get; set; }

    [StringLength(10)]
    public string? From { get; set; }

    public DateOnly DayOr(DateOnly today) =>
        DateOnly.TryParseExact(From?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : today;
}
