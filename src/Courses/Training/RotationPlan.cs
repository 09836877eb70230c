using Learning.Courses.Organisation;
using Learning.Courses.Training.Planning;

namespace Learning.Courses.Training;

/// <summary>What a rotation will be, before anything is stored: what is shown is what is done.</summary>
/// <param name="Draft">What was asked for and what the roster was when it was planned.</param>
/// <param name="Classes">The classes that are held, by number; with spare ones kept, some are empty.</param>
/// <param name="LeftOut">Required members for whom there is no place, the most urgent first.</param>
/// <param name="Needs">What to add so that nobody is left out.</param>
/// <param name="Proof">How far each goal was reached and how far it could have been at best.</param>
public sealed record RotationPlan(
    RotationDraft Draft, IReadOnlyList<PlannedClass> Classes, IReadOnlyList<PlannedAbsence> LeftOut, IReadOnlyList<SeatsNeeded> Needs, IReadOnlyList<GoalReached> Proof)
{
    public NewRotation Request => Draft.Request;
    public Unit Unit => Draft.Unit;
    public IReadOnlyList<AudienceMember> Required => Draft.Required;
    public IReadOnlyList<AudienceMember> Excused => Draft.Excused;
    public int Seats => Classes.Sum(c => c.Seats);

    /// <summary>Classes with somebody in them.</summary>
    public int Needed => Classes.Count(c => c.Members.Count > 0);

    public GoalReached Of(PlanGoal goal) => Proof.Single(p => p.Goal == goal);
}

/// <param name="TrainerId">Who leads it; null for nobody named.</param>
public sealed record PlannedClass(int Number, Venue Venue, ClassDays Days, int Seats, IReadOnlyList<AudienceMember> Members, Guid? TrainerId);

public sealed record PlannedAbsence(AudienceMember Member, Refusal Why);
