using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Coverage;

/// <summary>One requirement, and where a member stands in it.</summary>
/// <param name="NextClass">The class in which the member has a place and which is not over; null when there is none.</param>
public sealed record MemberStanding(Requirement Requirement, RulePack Pack, Standing Standing, Guid? NextClass)
{
    /// <summary>The last day that counts for this member.</summary>
    public DateOnly DueOn => Standing.DueOn ?? Requirement.DueOn;
}

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

        // A period that began late in one year runs on in the next.
        var requirements = await db.Requirements.AsNoTracking()
            .Where(r => r.From <= day && (r.DueOn >= day || r.Kind == RequirementKind.AfterAppointment || r.Kind == RequirementKind.AfterAdmission) && (branch == r.UnitPath || branch.StartsWith(r.UnitPath + "/")))
            .OrderBy(r => r.DueOn).ThenBy(r => r.Key)
            .ToListAsync(ct);
        var standings = new List<MemberStanding>();
        foreach (var requirement in requirements)
        {
            if (await OfAsync(requirement, member, day, ct) is { } standing)
            {
                standings.Add(standing);
            }
        }

        return standings;
    }

    /// <returns>Null for a requirement that does not concern the member, or whose period is over for him.</returns>
    private async Task<MemberStanding?> OfAsync(Requirement requirement, MemberId member, DateOnly day, CancellationToken ct)
    {
        var pack = RulePacks.For(requirement.RulePackKey);
        var known = new KnownFacts(db, calendar, requirement, pack, Whose.Person(member), new AsOf(day, calendar.UtcNow()));
        var facts = (await known.FactsAsync(ct))(member);
        if (Standing.Find(requirement, pack, facts, day) is not { } standing || standing.DueOn < day)
        {
            return null;
        }

        var next = facts.Placements.Where(p => p.ClosesOn >= day).OrderBy(p => p.ClosesOn).FirstOrDefault();
        return new MemberStanding(requirement, pack, standing, next?.CohortId);
    }
}
