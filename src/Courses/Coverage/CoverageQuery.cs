using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>
/// Puts every member whom a unit answers for on a day into exactly one box. Computed from facts at every question: there is
/// no counter that could drift. The number of queries does not depend on the number of units or members.
/// </summary>
public sealed class CoverageQuery(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<CoverageAnswer>> RunAsync(CoverageQuestion question, CancellationToken ct)
    {
        // First of all: to those who do not cover it, a unit that exists looks like one that does not.
        if (!db.Viewer.Covers(question.UnitPath))
        {
            return new Refusal("Coverage.NotYours");
        }

        if (question.KnownAt > calendar.UtcNow())
        {
            // What will be known tomorrow would be another answer to the same question.
            return new Refusal("Coverage.NotKnownYet");
        }

        var requirement = await db.Requirements.AsNoTracking().SingleOrDefaultAsync(r => r.Key == question.RequirementKey, ct);
        if (requirement is null)
        {
            return new Refusal("Coverage.NoSuchRequirement", question.RequirementKey);
        }

        if (!Unit.IsWithin(question.UnitPath, requirement.UnitPath))
        {
            return new Refusal("Coverage.OutsideRequirement");
        }

        var units = await UnitsAsync(question, ct);
        return units.Find(u => u.Path == question.UnitPath) is { } unit
            ? await AnswerAsync(question, requirement, unit, units, ct)
            : new Refusal("Coverage.NoSuchUnit", question.UnitPath);
    }

    private async Task<CoverageAnswer> AnswerAsync(
        CoverageQuestion question, Requirement requirement, UnitHead unit, List<UnitHead> units, CancellationToken ct)
    {
        var pack = RulePacks.For(requirement.RulePackKey);
        var facts = new KnownFacts(db, calendar, requirement, pack, Whose.Unit(unit.Path), new AsOf(question.Day, question.KnownAt));
        var roster = await facts.RosterAsync(ct);
        var of = await facts.FactsAsync(ct);
        var basis = question.WithEvidence ? await facts.BasisAsync(ct) : null;
        var standings = roster
            .Select(m => (Entry: m, Standing: Judge(of(m.MemberId))!))
            .Where(m => m.Standing is not null) // A requirement whose period begins with something concerns those to whom it happened.
            .ToList();
        var withNames = question.WithNames || unit.Kind == UnitKind.Branch;
        return new CoverageAnswer(
            question,
            requirement,
            pack,
            unit,
            [.. units.Where(u => u.Path.Length < unit.Path.Length).OrderBy(u => u.Path.Length)],
            BoxCounts.Of(standings.Select(s => s.Standing)),
            Children(unit, units, standings, question.WithEvidence),
            Excluded(standings.Select(s => s.Standing)),
            withNames ? Names(units, standings, await facts.NamesAsync(ct)) : [])
        {
            Evidence = question.WithEvidence ? EvidenceCounts.Of([.. standings.Select(s => s.Standing)]) : null,
        };

        Standing? Judge(MemberFacts known)
        {
            var standing = Standing.Find(requirement, pack, known, question.Day);
            return standing is null || basis is null
                ? standing
                : standing with { Class = StandingClass.Of(standing, known, basis, better => Standing.Find(requirement, pack, better, question.Day)) };
        }
    }

    /// <summary>The unit, those above it, and those just below it (or, for names, everything below it).</summary>
    private Task<List<UnitHead>> UnitsAsync(CoverageQuestion question, CancellationToken ct)
    {
        var codes = question.UnitPath.Split('/');
        var line = Enumerable.Range(1, codes.Length).Select(depth => string.Join('/', codes.Take(depth))).ToList();
        var below = question.UnitPath + "/";
        return db.Units.AsNoTracking()
            .Where(u => line.Contains(u.Path)
                || (question.WithNames ? u.Path.StartsWith(below) : db.Units.Any(p => p.UnitId == u.ParentId && p.Path == question.UnitPath)))
            .OrderBy(u => u.Path)
            .Select(u => new UnitHead(u.UnitId, u.Path, u.Name, u.Kind))
            .ToListAsync(ct);
    }

    private static List<UnitCoverage> Children(
        UnitHead unit, List<UnitHead> units, List<(RosterEntry Entry, Standing Standing)> standings, bool withEvidence)
    {
        var depth = unit.Path.Length + 1;
        var byChild = standings.Where(s => s.Entry.BranchPath.Length > depth).ToLookup(s => ChildOf(s.Entry.BranchPath, depth), s => s.Standing);
        return units
            .Where(u => u.Path.Length > depth && ChildOf(u.Path, depth) == u.Path)
            .Select(u => new UnitCoverage(u, BoxCounts.Of(byChild[u.Path])) { Evidence = withEvidence ? EvidenceCounts.Of([.. byChild[u.Path]]) : null })
            .ToList();
    }

    /// <summary>The path cut after the first code below the unit.</summary>
    private static string ChildOf(string path, int depth)
    {
        var end = path.IndexOf('/', depth);
        return end < 0 ? path : path[..end];
    }

    private static List<ExcludedCount> Excluded(IEnumerable<Standing> standings) => standings
        .Where(s => !s.Box.IsRequired())
        .GroupBy(s => (s.Box, Reason: s.ExemptionReasonCode!))
        .Select(g => new ExcludedCount(g.Key.Box, g.Key.Reason, g.Count()))
        .OrderBy(e => e.Box).ThenBy(e => e.ReasonCode, StringComparer.Ordinal)
        .ToList();

    private static List<CoveredMember> Names(
        List<UnitHead> units, List<(RosterEntry Entry, Standing Standing)> standings, Dictionary<MemberId, (string Number, string Name)> names)
    {
        var branches = units.ToDictionary(u => u.Path);
        return standings
            .Select(s => new CoveredMember(
                s.Entry.MemberId, names[s.Entry.MemberId].Number, names[s.Entry.MemberId].Name, branches[s.Entry.BranchPath], s.Standing, s.Entry.MembershipId))
            .OrderBy(m => m.Branch.Path, StringComparer.Ordinal).ThenBy(m => m.Number, StringComparer.Ordinal)
            .ToList();
    }
}
