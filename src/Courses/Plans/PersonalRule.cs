using Learning.Courses.Organisation;

namespace Learning.Courses.Plans;

/// <summary>
/// A requirement whose period is each member's own: so many months from the day on which something happened to the member.
/// It concerns only those to whom it happened. Which kind of requirement it is says with what the period begins.
/// </summary>
/// <param name="Kind"><see cref="RequirementKind.AfterAppointment"/> or <see cref="RequirementKind.AfterAdmission"/>.</param>
/// <param name="Posts">For an appointment: to one of these posts, by somebody who held none of them the day before.</param>
/// <param name="Months">How long the period is.</param>
/// <param name="Classes">How many classes must be completed within it.</param>
public sealed record PersonalRule(RequirementKind Kind, LocalText Title, IReadOnlyList<PostKind> Posts, int Months, int Classes, RuleReference Rule)
{
    /// <summary>The last day that counts for a period that begins on the day: half a year from 1 March ends on 31 August.</summary>
    public DateOnly DueOn(DateOnly begins) => begins.AddMonths(Months).AddDays(-1);
}

public static class RequirementKinds
{
    /// <summary>The period is not that of the requirement but each member's own.</summary>
    public static bool IsPersonal(this RequirementKind kind) => kind is RequirementKind.AfterAppointment or RequirementKind.AfterAdmission;

    /// <summary>How its key begins; the year follows.</summary>
    public static string KeyStem(this RequirementKind kind) => kind switch
    {
        RequirementKind.RotatingTraining => "rotating",
        RequirementKind.RegularEducation => "regular",
        RequirementKind.AfterAppointment => "after-appointment",
        RequirementKind.AfterAdmission => "after-admission",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of requirement."),
    };
}
