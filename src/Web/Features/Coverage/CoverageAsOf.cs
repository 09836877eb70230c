using System.Globalization;
using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Microsoft.AspNetCore.WebUtilities;

namespace Learning.Web.Features.Coverage;

/// <summary>The day and the instant of a coverage page, as its address says them. Both are left out for "today, as known now".</summary>
public sealed class CoverageAsOf
{
    private static readonly string[] KnownFormats =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF"];

    public string? Day { get; set; }

    /// <summary>A time on the district's clock, as the field of a browser writes it.</summary>
    public string? Known { get; set; }

    /// <summary>Which box the list of names is cut down to.</summary>
    public Box? Box { get; set; }

    /// <summary>Which class of evidence the list of names is cut down to.</summary>
    public EvidenceClass? Rests { get; set; }

    /// <summary>The day that was asked for; today when none was, or when it cannot be read.</summary>
    public DateOnly DayOr(DateOnly today) => ParsedDay ?? today;

    public DateTime KnownAt(SchoolCalendar calendar) => ParsedKnown is { } local
        ? calendar.ToUtc(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
        : calendar.UtcNow();

    /// <summary>Something was typed that is no day or no time.</summary>
    public bool IsUnreadable => (!string.IsNullOrWhiteSpace(Day) && ParsedDay is null) || (!string.IsNullOrWhiteSpace(Known) && ParsedKnown is null);

    /// <summary>The same day and instant at another unit, for another box or class of evidence.</summary>
    public string Address(string path, Box? box = null, EvidenceClass? rests = null) => QueryHelpers.AddQueryString(
        path,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["day"] = Day, ["known"] = Known, ["box"] = box?.ToString(), ["rests"] = rests?.ToString() }
            .Where(part => !string.IsNullOrEmpty(part.Value)));

    private DateOnly? ParsedDay =>
        DateOnly.TryParseExact(Day?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private DateTime? ParsedKnown =>
        DateTime.TryParseExact(Known?.Trim(), KnownFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;
}
