using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <param name="Member">Who it is; null when that can no longer be said, because the person was erased.</param>
public sealed record ReportedMember(ReportMember Row, CoveredMember? Member);

/// <param name="Unit">The unit shown: that of the report, or one below it.</param>
/// <param name="Above">Between the report's unit and the one shown, from above.</param>
/// <param name="Names">Of a branch, or of everybody when asked for; by number.</param>
/// <param name="RecordedBy">Name of who submitted it; null when the viewer may not see that person.</param>
public sealed record ReportSheet(
    Report Report,
    ReportBody Body,
    Requirement Requirement,
    UnitHead Unit,
    IReadOnlyList<UnitHead> Above,
    BoxCounts Counts,
    IReadOnlyList<UnitCoverage> Children,
    IReadOnlyList<ReportedMember> Names,
    string? RecordedBy);

/// <summary>Opens a frozen report. Its figures come from its bytes alone; who is behind a pseudonym comes from the roster.</summary>
public sealed class ReportRead(CoursesDb db, CoverageQuery coverage)
{
    /// <param name="unitPath">A unit within the report; null for the report's own.</param>
    /// <param name="withNames">The names of everybody, as an export needs them; a branch gets its names anyway.</param>
    public async Task<Outcome<ReportSheet>> RunAsync(Guid id, string? unitPath, bool withNames, CancellationToken ct)
    {
        var report = await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        if (report is null || !db.Viewer.Covers(report.UnitPath) || !Unit.IsWithin(unitPath ?? report.UnitPath, report.UnitPath))
        {
            return new Refusal("Report.NoSuchReport");
        }

        if (Report.HashOf(report.Body) != report.Hash || ReportBody.Read(report.Body).Value is not { } body)
        {
            return new Refusal("Report.Changed");
        }

        var units = await UnitsAsync(report.UnitPath, ct);
        return units.TryGetValue(unitPath ?? report.UnitPath, out var unit)
            ? await SheetAsync(report, body, unit, units, withNames || unit.Kind == UnitKind.Branch, ct)
            : new Refusal("Report.NoSuchReport");
    }

    private async Task<ReportSheet> SheetAsync(
        Report report, ReportBody body, UnitHead unit, Dictionary<string, UnitHead> units, bool withNames, CancellationToken ct)
    {
        var counts = body.Units.ToDictionary(u => u.Path, u => u.Counts, StringComparer.Ordinal);
        var recordedBy = report.RecordedBy is { } by ? await db.Members.Where(m => m.MemberId == by).Select(m => m.Name).SingleOrDefaultAsync(ct) : null;
        return new ReportSheet(
            report,
            body,
            await db.Requirements.AsNoTracking().SingleAsync(r => r.Key == report.RequirementKey, ct),
            unit,
            [.. units.Values.Where(u => u.Path != unit.Path && Unit.IsWithin(unit.Path, u.Path)).OrderBy(u => u.Path.Length)],
            counts.GetValueOrDefault(unit.Path, BoxCounts.None),
            [.. counts.Where(c => IsChild(c.Key, unit.Path) && units.ContainsKey(c.Key)).Select(c => new UnitCoverage(units[c.Key], c.Value)).OrderBy(c => c.Unit.Path, StringComparer.Ordinal)],
            withNames ? await NamesAsync(report, body, unit.Path, ct) : [],
            recordedBy);
    }

    /// <summary>The same question, as known when the report was frozen, gives the names; the entry of the membership says whose each row is.</summary>
    private async Task<IReadOnlyList<ReportedMember>> NamesAsync(Report report, ReportBody body, string unitPath, CancellationToken ct)
    {
        var question = new CoverageQuestion(report.RequirementKey, unitPath, report.Day, report.KnownAt, WithNames: true);
        var outcome = await coverage.RunAsync(question, ct);
        var rows = outcome.Value is { } answer ? await new ReportRows(db).ReadAsync(answer, ct) : [];
        var members = rows.ToDictionary(r => r.Row.RosterEntry, r => r.Member);
        return [.. body.Members
            .Where(m => Unit.IsWithin(m.BranchPath, unitPath))
            .Select(m => new ReportedMember(m, members.GetValueOrDefault(m.RosterEntry)))
            .OrderBy(m => m.Row.BranchPath, StringComparer.Ordinal).ThenBy(m => m.Member?.Number, StringComparer.Ordinal).ThenBy(m => m.Row.Subject, StringComparer.Ordinal)];
    }

    private Task<Dictionary<string, UnitHead>> UnitsAsync(string unitPath, CancellationToken ct)
    {
        var below = unitPath + "/";
        return db.Units.AsNoTracking()
            .Where(u => u.Path == unitPath || u.Path.StartsWith(below))
            .Select(u => new UnitHead(u.UnitId, u.Path, u.Name, u.Kind))
            .ToDictionaryAsync(u => u.Path, ct);
    }

    private static bool IsChild(string path, string unitPath) =>
        path.StartsWith(unitPath + "/", StringComparison.Ordinal) && !path.AsSpan(unitPath.Length + 1).Contains('/');
}
