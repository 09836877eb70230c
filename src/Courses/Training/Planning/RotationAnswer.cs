using Learning.Courses.Organisation;

namespace Learning.Courses.Training.Planning;

/// <summary>Who goes where. Everybody of the case is in it once: with a place, or left out with the reason.</summary>
/// <param name="Needs">What to add so that nobody is left out; empty when nobody is.</param>
/// <param name="Proof">One line per goal, in the order in which the goals were served.</param>
public sealed record RotationAnswer(
    IReadOnlyDictionary<MemberId, Guid> Places,
    IReadOnlyList<HeldClass> Held,
    IReadOnlyList<PersonLeftOut> LeftOut,
    IReadOnlyList<SeatsNeeded> Needs,
    IReadOnlyList<GoalReached> Proof)
{
    public GoalReached Of(PlanGoal goal) => Proof.Single(p => p.Goal == goal);
}

/// <param name="Trainer">Null when the class names no trainers.</param>
public sealed record HeldClass(Guid ClassId, string? Trainer);

public sealed record PersonLeftOut(PlanPerson Person, Refusal Why);

public enum PlanGoal
{
    Covered,
    Moved,
    Classes,
    Distance,
    LongestAgo,
    Trainers,
}

/// <summary>How far a goal was reached, and how far it could have been at best.</summary>
/// <param name="Bound">Proven: no plan that serves the goals before this one as well is better. Equal to the value when the plan is optimal.</param>
public sealed record GoalReached(PlanGoal Goal, long Value, long Bound)
{
    public long Gap => Math.Abs(Value - Bound);
}

/// <summary>A class that is missing: with it, all these people have a place, and nobody else has to move.</summary>
/// <param name="Options">Any one of these runs of days is enough. Empty when no run of days in the period would help.</param>
/// <param name="Why">The reason in words and numbers.</param>
public sealed record SeatsNeeded(string Town, MapPoint Place, int Seats, IReadOnlyList<ClassDays> Options, IReadOnlyList<PlanPerson> People, Refusal Why);

/// <summary>What the planner is doing, for whoever waits.</summary>
/// <param name="Done">Parts of the district finished, of <paramref name="Of"/>.</param>
public sealed record PlanProgress(PlanStep Step, int Done, int Of);

public enum PlanStep
{
    Sorting,
    Opening,
    Seating,
    Explaining,
}
