using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>Whether a unit has reported. The words on screen are "ReportState." + name.</summary>
public enum ReportState
{
    /// <summary>Reported, by the deadline or without one.</summary>
    Reported,
    Late,

    /// <summary>Not yet, and there is still time, or nobody has asked.</summary>
    Open,

    /// <summary>Not yet, and the deadline has passed.</summary>
    Missing,
}

/// <summary>A report without its body.</summary>
public sealed record ReportHead(Guid Id, int Completed, int Required, int Members, DateTime RecordedAt);

public sealed record ReportLine(UnitHead Unit, ReportHead? Report, DateOnly? DueOn, ReportState State);

/// <param name="Days">Of which something has been asked or reported, and the ends of months of the period that are over; latest first.</param>
/// <param name="Call">By this unit or the nearest above it; null when nobody has asked those below.</param>
/// <param name="Lines">The units just below; none for a branch.</param>
public sealed record ReportOverview(
    Requirement Requirement,
    DateOnly Day,
    IReadOnlyList<DateOnly> Days,
    IReadOnlyList<UnitHead> Above,
    ReportLine Own,
    ReportCall? Call,
    IReadOnlyList<ReportLine> Lines)
{
    public int Count(ReportState state) => Lines.Count(l => l.State == state);
}

/// <summary>Who has reported upward of a requirement and a day: the unit itself and those just below it.</summary>
public sealed class ReportList(CoursesDb db, SchoolCalendar calendar)
{
    /// <param name="day">Null for the latest of the days one may choose.</param>
    public async Task<Outcome<ReportOverview>> RunAsync(string requirementKey, string unitPath, DateOnly? day, CancellationToken ct)
    {
        if (!db.Viewer.Covers(unitPath))
        {
            return new Refusal("Coverage.NotYours");
        }

        var requirement = await db.Requirements.AsNoTracking().SingleOrDefaultAsync(r => r.Key == requirementKey, ct);
        if (requirement is null || !Unit.IsWithin(unitPath, requirement.UnitPath))
        {
            return new Refusal("Coverage.OutsideRequirement");
        }

        var units = await UnitsAsync(unitPath, ct);
        if (units.Find(u => u.Path == unitPath) is not { } unit)
        {
            return new Refusal("Coverage.NoSuchUnit", unitPath);
        }

        var days = await DaysAsync(requirement, unitPath, day, ct);
        return await OverviewAsync(requirement, day ?? days[0], days, unit, units, ct);
    }

    private async Task<ReportOverview> OverviewAsync(
        Requirement requirement, DateOnly day, IReadOnlyList<DateOnly> days, UnitHead unit, List<UnitHead> units, CancellationToken ct)
    {
        var paths = units.ConvertAll(u => u.Path);
        var calls = await db.ReportCalls.AsNoTracking().Where(c => c.RequirementKey == requirement.Key && c.Day == day).ToListAsync(ct);
        var reports = await db.Reports.AsNoTracking()
            .Where(r => r.RequirementKey == requirement.Key && r.Day == day && paths.Contains(r.UnitPath))
            .Select(r => new { r.UnitPath, Head = new ReportHead(r.Id, r.Completed, r.Required, r.Members, r.RecordedAt) })
            .ToDictionaryAsync(r => r.UnitPath, r => r.Head, ct);
        return new ReportOverview(
            requirement,
            day,
            days,
            [.. units.Where(u => u.Path.Length < unit.Path.Length)],
            Line(unit),
            CallFor(unit.Path + "/"),
            [.. units.Where(u => u.Path.Length > unit.Path.Length).Select(Line)]);

        ReportLine Line(UnitHead u)
        {
            var (report, due) = (reports.GetValueOrDefault(u.Path), CallFor(u.Path)?.DueOn);
            return new ReportLine(u, report, due, StateOf(report, due));
        }

        // Those below are asked, never the one who asks.
        ReportCall? CallFor(string path) => calls.Where(c => path.StartsWith(c.UnitPath + "/", StringComparison.Ordinal)).MaxBy(c => c.UnitPath.Length);
    }

    private ReportState StateOf(ReportHead? report, DateOnly? dueOn) => report is null
        ? calendar.Today() > dueOn ? ReportState.Missing : ReportState.Open
        : calendar.DayOf(report.RecordedAt) > dueOn ? ReportState.Late : ReportState.Reported;

    /// <summary>The line from the root down to the unit, and what is just below it.</summary>
    private Task<List<UnitHead>> UnitsAsync(string unitPath, CancellationToken ct)
    {
        var codes = unitPath.Split('/');
        var line = Enumerable.Range(1, codes.Length).Select(depth => string.Join('/', codes.Take(depth))).ToList();
        return db.Units.AsNoTracking()
            .Where(u => line.Contains(u.Path) || db.Units.Any(p => p.UnitId == u.ParentId && p.Path == unitPath))
            .OrderBy(u => u.Path)
            .Select(u => new UnitHead(u.UnitId, u.Path, u.Name, u.Kind))
            .ToListAsync(ct);
    }

    private async Task<IReadOnlyList<DateOnly>> DaysAsync(Requirement requirement, string unitPath, DateOnly? asked, CancellationToken ct)
    {
        var below = unitPath + "/";
        var reported = await db.Reports.AsNoTracking()
            .Where(r => r.RequirementKey == requirement.Key && (r.UnitPath == unitPath || r.UnitPath.StartsWith(below)))
            .Select(r => r.Day)
            .Distinct()
            .ToListAsync(ct);
        var called = await db.ReportCalls.AsNoTracking().Where(c => c.RequirementKey == requirement.Key).Select(c => c.Day).Distinct().ToListAsync(ct);
        return [.. reported.Concat(called).Concat(MonthEnds(requirement)).Concat(asked is { } day ? [day] : []).Distinct().OrderDescending()];
    }

    /// <summary>Today when no month of the period is over yet.</summary>
    private IEnumerable<DateOnly> MonthEnds(Requirement requirement)
    {
        var today = calendar.Today();
        var last = requirement.DueOn < today ? requirement.DueOn : today;
        var ends = new List<DateOnly>();
        for (var first = new DateOnly(requirement.From.Year, requirement.From.Month, 1).AddMonths(1); first.AddDays(-1) <= last; first = first.AddMonths(1))
        {
            ends.Add(first.AddDays(-1));
        }

        return ends.Count == 0 ? [last < requirement.From ? requirement.From : last] : ends;
    }
}
