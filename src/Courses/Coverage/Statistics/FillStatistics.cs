using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage.Statistics;

/// <summary>
/// Fills the yearly statistics sheet of a unit from the facts, by the rule pack of the year's regular education. As with
/// coverage, the same question gets the same answer for ever, and the number of queries does not depend on the number of
/// units or members.
/// </summary>
public sealed class FillStatistics(CoursesDb db, CoverageQuery coverage, SchoolCalendar calendar)
{
    public async Task<Outcome<StatisticsSheet>> RunAsync(StatisticsQuestion question, CancellationToken ct)
    {
        // First of all: to those who do not cover it, a unit that exists looks like one that does not.
        if (!db.Viewer.Covers(question.UnitPath))
        {
            return new Refusal("Coverage.NotYours");
        }

        if (question.KnownAt > calendar.UtcNow())
        {
            return new Refusal("Coverage.NotKnownYet");
        }

        var requirement = question.Year is >= 1 and <= 9998 ? await YearlyAsync(question.Year, question.UnitPath, ct) : null;
        if (requirement is null)
        {
            return new Refusal("Statistics.NoSuchYear", question.Year);
        }

        if (question.Day < requirement.From)
        {
            return new Refusal("Statistics.BeforeYear", requirement.From);
        }

        var pack = RulePacks.For(requirement.RulePackKey);
        return pack.Statistics is { } rules
            ? await FillAsync(question with { Day = question.Day < requirement.DueOn ? question.Day : requirement.DueOn }, requirement, pack, rules, ct)
            : new Refusal("Statistics.NoRules", question.Year);
    }

    private Task<Requirement?> YearlyAsync(int year, string unitPath, CancellationToken ct)
    {
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return db.Requirements.AsNoTracking()
            .Where(r => r.Kind == RequirementKind.RegularEducation && r.From == from && r.DueOn == to)
            .Where(r => r.UnitPath == unitPath || unitPath.StartsWith(r.UnitPath + "/"))
            .OrderBy(r => r.Key)
            .FirstOrDefaultAsync(ct);
    }

    private async Task<Outcome<StatisticsSheet>> FillAsync(
        StatisticsQuestion question, Requirement requirement, RulePack pack, StatisticsRules rules, CancellationToken ct)
    {
        var asked = await coverage.RunAsync(new CoverageQuestion(requirement.Key, question.UnitPath, question.Day, question.KnownAt, WithNames: true), ct);
        if (asked.Value is not { } answer)
        {
            return asked.Refusal!;
        }

        var units = await UnitsAsync(question.UnitPath, ct);
        var known = new KnownAttendances(db, question.UnitPath, requirement.From, question.Day, question.KnownAt);
        var lines = await known.ReadAsync(rules, ct);
        var holders = await known.HoldersAsync([.. rules.Standards.SelectMany(s => s.Posts).Distinct()], ct);
        var branches = BranchStandards.Judge(rules, answer, units.Where(u => u.Kind == UnitKind.Branch), holders);
        return new StatisticsSheet(
            question, requirement, pack, rules, answer.Above, Count(answer.Unit, rules, lines, branches), Children(answer.Unit, units, rules, lines, branches), lines, branches);
    }

    /// <summary>The unit and everything below it.</summary>
    private Task<List<UnitHead>> UnitsAsync(string unitPath, CancellationToken ct)
    {
        var below = unitPath + "/";
        return db.Units.AsNoTracking()
            .Where(u => u.Path == unitPath || u.Path.StartsWith(below))
            .OrderBy(u => u.Path)
            .Select(u => new UnitHead(u.UnitId, u.Path, u.Name, u.Kind))
            .ToListAsync(ct);
    }

    private static List<StatisticsUnit> Children(UnitHead unit, List<UnitHead> units, StatisticsRules rules, List<AttendanceLine> lines, List<BranchLine> branches)
    {
        var depth = unit.Path.Length + 1;
        var linesOf = lines.Where(l => l.BranchPath.Length > depth).ToLookup(l => ChildOf(l.BranchPath, depth));
        var branchesOf = branches.Where(b => b.Branch.Path.Length > depth).ToLookup(b => ChildOf(b.Branch.Path, depth));
        return [.. units
            .Where(u => u.Path.Length > depth && ChildOf(u.Path, depth) == u.Path)
            .Select(u => Count(u, rules, [.. linesOf[u.Path]], [.. branchesOf[u.Path]]))];
    }

    private static StatisticsUnit Count(UnitHead unit, StatisticsRules rules, List<AttendanceLine> lines, List<BranchLine> branches) => new(
        unit,
        [.. rules.Rows.Select(row => lines.FindAll(l => l.Rows.Contains(row.Key))).Select(of => new AttendanceCount(of.Count, of.Select(l => l.MemberId).Distinct().Count()))],
        [.. rules.Standards.Select(s => branches.FindAll(b => b.StandardKey == s.Key)).Select(of => new StandardCount(of.Count(b => b.Reached), of.Count(b => b.Required > 0), of.Count))]);

    /// <summary>The path cut after the first code below the unit.</summary>
    private static string ChildOf(string path, int depth)
    {
        var end = path.IndexOf('/', depth);
        return end < 0 ? path : path[..end];
    }
}
