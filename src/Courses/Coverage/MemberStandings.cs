using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>One requirement, and where a member stands in it.</summary>
/// <param name="NextClass">The class in which the member has a place and which is not over; null when there is none.</param>
public sealed record MemberStanding(Requirement Requirement, RulePack Pack, Standing Standing, Guid? NextClass);

/// <summary>
/// Where one member stands in every requirement that runs on a day: the member's own view of what <see cref="CoverageQuery"/>
/// says about the branch, by the same facts and the same function. Empty for a member the viewer may not see.
/// </summary>
public sealed class MemberStandings(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<IReadOnlyList<MemberStanding>> RunAsync(MemberId member, DateOnly day, CancellationToken ct)
    {
        // Through the scope: the member's own branch, or that of a member the viewer answers for.
        var branch = await db.Memberships.AsNoTracking()
            .Where(m => m.MemberId == member && m.ReplacedAt == null && m.ValidFrom <= day && (m.ValidTo == null || m.ValidTo >= day))
            .OrderByDescending(m => m.ValidFrom)
            .Select(m => m.BranchPath)
            .FirstOrDefaultAsync(ct);
        if (branch is null)
        {
            return [];
        }

        var requirements = await db.Requirements.AsNoTracking()
            .Where(r => r.From <= day && r.DueOn >= day && (branch == r.UnitPath || branch.StartsWith(r.UnitPath + "/")))
            .OrderBy(r => r.DueOn).ThenBy(r => r.Key)
            .ToListAsync(ct);
        var standings = new List<MemberStanding>();
        foreach (var requirement in requirements)
        {
            standings.Add(await OfAsync(requirement, member, day, ct));
        }

        return standings;
    }

    private async Task<MemberStanding> OfAsync(Requirement requirement, MemberId member, DateOnly day, CancellationToken ct)
    {
        var pack = RulePacks.For(requirement.RulePackKey);
        var known = new KnownFacts(db, calendar, requirement, pack, Whose.Person(member), new AsOf(day, calendar.UtcNow()));
        var facts = (await known.FactsAsync(ct))(member);
        var next = facts.Placements.Where(p => p.ClosesOn >= day).OrderBy(p => p.ClosesOn).FirstOrDefault();
        return new MemberStanding(requirement, pack, Standing.Of(requirement, pack, facts, day), next?.CohortId);
    }
}
