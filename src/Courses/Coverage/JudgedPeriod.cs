using Learning.Courses.Plans;

namespace Learning.Courses.Coverage;

/// <summary>The days within which one member's work counts for a requirement.</summary>
/// <param name="Classes">How many classes must be completed, where classes are asked for.</param>
internal sealed record JudgedPeriod(DateOnly From, DateOnly DueOn, int Classes)
{
    /// <returns>Null for a member whom the requirement does not concern on that day.</returns>
    public static JudgedPeriod? Of(Requirement requirement, RulePack pack, MemberFacts facts, DateOnly day)
    {
        if (!requirement.Kind.IsPersonal())
        {
            return new JudgedPeriod(requirement.From, requirement.DueOn, 1);
        }

        // A pack of a time in which nobody had thought of it asks nothing of anybody.
        if (pack.PersonalRuleFor(requirement.Kind) is not { } rule)
        {
            return null;
        }

        var begins = requirement.Kind == RequirementKind.AfterAdmission ? facts.AdmittedOn : AppointedOn(requirement, rule, facts);
        if (begins is not { } first || first < requirement.From || first > requirement.DueOn || first > day)
        {
            return null;
        }

        var period = new JudgedPeriod(first, rule.DueOn(first), rule.Classes);
        return requirement.Kind == RequirementKind.AfterAppointment && !Holds(rule, facts, day < period.DueOn ? day : period.DueOn) ? null : period;
    }

    /// <summary>The first day in the requirement's days on which the member came to such a post and had held none the day before.</summary>
    private static DateOnly? AppointedOn(Requirement requirement, PersonalRule rule, MemberFacts facts) => facts.Posts
        .Where(p => rule.Posts.Contains(p.Kind) && p.From >= requirement.From && p.From <= requirement.DueOn && !Holds(rule, facts, p.From.AddDays(-1)))
        .Select(p => (DateOnly?)p.From)
        .Min();

    private static bool Holds(PersonalRule rule, MemberFacts facts, DateOnly day) =>
        facts.Posts.Any(p => rule.Posts.Contains(p.Kind) && p.From <= day && (p.To is null || p.To >= day));
}
