using Learning.Courses.Plans;
using Learning.Courses.Storage;

namespace Learning.Courses.Coverage.Forecast;

/// <summary>What a forecast must know of one required member.</summary>
/// <param name="DoneOn">Null for one who has not completed it.</param>
/// <param name="ClassUntil">The last day of the class in which one who has not completed it has a place, when that ends in time.</param>
internal sealed record MemberCourse(MemberId MemberId, string BranchPath, DateOnly? DoneOn, DateOnly? ClassUntil, int ClassesEnded, int ClassesCompleted);

/// <summary>
/// Reads how the required members of a unit have come along, each by <see cref="Standing"/>: a forecast has no definition of done of its
/// own. As many queries for a district as for a branch.
/// </summary>
internal sealed class ReadCourses(CoursesDb db, SchoolCalendar calendar)
{
    /// <param name="unitPath">A unit the viewer answers for; or that above such a branch, and then nothing but numbers may leave.</param>
    public async Task<List<MemberCourse>> RunAsync(Requirement requirement, string unitPath, DateOnly day, CancellationToken ct)
    {
        var pack = RulePacks.For(requirement.RulePackKey);
        var known = new KnownFacts(db, calendar, requirement, pack, Whose.Unit(unitPath), new AsOf(day, calendar.UtcNow()));
        var roster = await known.RosterAsync(ct);
        var of = await known.FactsAsync(ct);
        return [.. roster.Select(m => Course(requirement, pack, m, of(m.MemberId), day)).OfType<MemberCourse>()];
    }

    private static MemberCourse? Course(Requirement requirement, RulePack pack, RosterEntry member, MemberFacts facts, DateOnly day)
    {
        var standing = Standing.Of(requirement, pack, facts, day);
        if (!standing.Box.IsRequired())
        {
            return null;
        }

        var isDone = standing.Box == Box.Completed;
        var next = isDone ? [] : facts.Placements.Where(p => p.ClosesOn >= day && p.ClosesOn <= requirement.DueOn).Select(p => p.ClosesOn).ToList();
        return new MemberCourse(
            member.MemberId,
            member.BranchPath,
            isDone ? DoneOn(requirement, pack, facts, day) : null,
            next.Count == 0 ? null : next.Min(),
            facts.Classes.Count,
            facts.Classes.Count(c => c.Completed));
    }

    /// <summary>The first day on which something happened and the member stood as completed.</summary>
    private static DateOnly DoneOn(Requirement requirement, RulePack pack, MemberFacts facts, DateOnly day) => facts.Classes.Select(c => c.On)
        .Concat(facts.Courses.Select(c => c.On))
        .Where(d => d < day)
        .Distinct().Order()
        .FirstOrDefault(d => Standing.Of(requirement, pack, facts, d).Box == Box.Completed, day);
}
