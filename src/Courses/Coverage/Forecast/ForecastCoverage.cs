using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage.Forecast;

/// <param name="Day">From which it looks ahead; facts of later days are not known.</param>
/// <param name="Above">The units above, from the root down; the viewer need not cover them.</param>
/// <param name="Children">The units just below; of a branch, none.</param>
public sealed record CoverageForecast(
    Requirement Requirement, DateOnly Day, IReadOnlyList<UnitHead> Above, UnitForecast Unit, IReadOnlyList<UnitForecast> Children);

/// <summary>
/// Says of a unit, and of each unit just below it, how many of those required will have completed a requirement by its deadline if they
/// go on at their own pace, and between which numbers that will lie four times in five. Computed from facts at every question. A branch
/// gets the same forecast whoever asks: it leans on the other branches of its town, of which nothing but their common pace is used.
/// </summary>
public sealed class ForecastCoverage(CoursesDb db, SchoolCalendar calendar)
{
    // A town's first month, and its first ten members or classes, say more about the calendar than about the town.
    private const int FewestWeeks = 4;
    private const int FewestEvents = 10;

    public async Task<Outcome<CoverageForecast>> RunAsync(string requirementKey, string unitPath, CancellationToken ct)
    {
        // First of all: to those who do not cover it, a unit that exists looks like one that does not.
        if (!db.Viewer.Covers(unitPath))
        {
            return new Refusal("Coverage.NotYours");
        }

        var day = calendar.Today();
        var requirement = await db.Requirements.AsNoTracking().SingleOrDefaultAsync(r => r.Key == requirementKey, ct);
        return requirement switch
        {
            null => new Refusal("Coverage.NoSuchRequirement", requirementKey),
            _ when !Unit.IsWithin(unitPath, requirement.UnitPath) => new Refusal("Coverage.OutsideRequirement"),
            { Kind: RequirementKind.AfterAppointment or RequirementKind.AfterAdmission } => new Refusal("Forecast.OwnPeriods"),
            _ when day < requirement.From => new Refusal("Forecast.NotBegun", requirement.From),
            _ => await ForecastAsync(requirement, unitPath, day, ct),
        };
    }

    private async Task<Outcome<CoverageForecast>> ForecastAsync(Requirement requirement, string unitPath, DateOnly day, CancellationToken ct)
    {
        var codes = unitPath.Split('/');
        var line = Enumerable.Range(1, codes.Length).Select(depth => string.Join('/', codes.Take(depth))).ToList();
        var below = unitPath + "/";
        var units = await db.Units.AsNoTracking()
            .Where(u => line.Contains(u.Path) || u.Path.StartsWith(below))
            .OrderBy(u => u.Path)
            .Select(u => new UnitHead(u.UnitId, u.Path, u.Name, u.Kind))
            .ToListAsync(ct);
        if (units.Find(u => u.Path == unitPath) is not { } unit)
        {
            return new Refusal("Coverage.NoSuchUnit", unitPath);
        }

        var time = ForecastTime.On(day, requirement.From, requirement.DueOn);
        var leansOn = unit.Kind == UnitKind.Branch && unitPath != requirement.UnitPath ? Parent(unitPath) : unitPath;
        var members = await new ReadCourses(db, calendar).RunAsync(requirement, leansOn, day, ct);
        var towns = members.ToLookup(m => m.BranchPath).Select(b => Course(b.Key, [.. b], requirement, day)).GroupBy(b => Parent(b.Path)).Select(t => Forecast([.. t], time)).ToList();
        return new CoverageForecast(
            requirement,
            day,
            [.. units.Where(u => u.Path.Length < unitPath.Length)],
            Forecast(unit, towns, time),
            unit.Kind == UnitKind.Branch ? [] : [.. units.Where(u => u.Path.Length > below.Length && Parent(u.Path) == unitPath).Select(u => Forecast(u, towns, time))]);
    }

    private static string Parent(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    private static BranchCourse Course(string path, List<MemberCourse> members, Requirement requirement, DateOnly day)
    {
        var weeks = new int[((day.DayNumber - requirement.From.DayNumber) / 7) + 1];
        foreach (var done in members.Where(m => m.DoneOn is not null))
        {
            weeks[Math.Min(weeks.Length - 1, (done.DoneOn!.Value.DayNumber - requirement.From.DayNumber) / 7)]++;
        }

        return new BranchCourse(path, members.Count, weeks)
        {
            Placed = [.. members.Where(m => m.ClassUntil is not null).Select(m => (m.ClassUntil!.Value.DayNumber - day.DayNumber) / 7.0)],
            ClassesEnded = members.Sum(m => m.ClassesEnded),
            ClassesCompleted = members.Sum(m => m.ClassesCompleted),
        };
    }

    private static TownForecast Forecast(List<BranchCourse> branches, ForecastTime time)
    {
        var (each, all) = ForecastTown.Run(branches, time);
        return new TownForecast(branches, each, all);
    }

    /// <summary>A town as a whole, or a branch of it, or several towns, which go their own ways.</summary>
    private static UnitForecast Forecast(UnitHead unit, List<TownForecast> towns, ForecastTime time)
    {
        var (done, required, events, sum) = (0, 0, 0, CountDistribution.Certain(0));
        foreach (var town in towns)
        {
            var within = Enumerable.Range(0, town.Branches.Count).Where(i => Unit.IsWithin(town.Branches[i].Path, unit.Path)).ToList();
            if (within.Count == 0)
            {
                continue;
            }

            done += within.Sum(i => town.Branches[i].Done);
            required += within.Sum(i => town.Branches[i].Required);
            events += town.Branches.Sum(b => b.Done + b.ClassesEnded);
            sum = within.Count == town.Branches.Count && within.Count > 1 ? sum.Plus(town.All) : within.Aggregate(sum, (s, i) => s.Plus(town.Each[i]));
        }

        return new UnitForecast(unit, done, required, sum, time.WeeksGone >= FewestWeeks && events >= FewestEvents, time.WeeksLeft <= 0);
    }

    private sealed record TownForecast(List<BranchCourse> Branches, IReadOnlyList<CountDistribution> Each, CountDistribution All);
}
