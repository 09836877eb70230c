using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage.Statistics;

/// <summary>One attendance with what a reader knows it by.</summary>
/// <param name="Name">Null when it can no longer be said whose attendance it was.</param>
/// <param name="Class">For a class.</param>
public sealed record NamedAttendance(AttendanceLine Line, string? Number, string? Name, UnitHead Branch, ClassTitle? Class);

/// <summary>Puts names to the attendances of a sheet: of one page of a list, or of all of them.</summary>
public sealed class StatisticsList(CoursesDb db, SchoolCalendar calendar)
{
    /// <param name="lines">Lines of the sheet, which the viewer was given because the unit answers to the viewer.</param>
    public async Task<IReadOnlyList<NamedAttendance>> RunAsync(StatisticsSheet sheet, IReadOnlyList<AttendanceLine> lines, CancellationToken ct)
    {
        if (!db.Viewer.Covers(sheet.Unit.Path) || sheet.Question.KnownAt > calendar.UtcNow())
        {
            return [];
        }

        var known = new KnownAttendances(db, sheet.Unit.Path, sheet.Requirement.From, sheet.Question.Day, sheet.Question.KnownAt);
        var names = await known.NamesAsync(lines, ct);
        var titles = await known.TitlesAsync(ct);
        var paths = lines.Select(l => l.BranchPath).Distinct().ToList();
        var branches = await db.Units.AsNoTracking()
            .Where(u => paths.Contains(u.Path))
            .Select(u => new UnitHead(u.UnitId, u.Path, u.Name, u.Kind))
            .ToDictionaryAsync(u => u.Path, ct);
        return [.. lines.Select(line => new NamedAttendance(
            line,
            names.TryGetValue(line.MemberId, out var who) ? who.Number : null,
            who.Name,
            branches[line.BranchPath],
            line.CohortId is { } cohort ? titles.GetValueOrDefault(cohort) : null))];
    }
}
