using Learning.Courses.Organisation;

namespace Learning.Courses.Training.Planning;

/// <summary>Everything the planner may know, and nothing else: the same case gives the same plan on any day and machine.</summary>
public sealed record RotationCase
{
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required IReadOnlyList<PlanBranch> Branches { get; init; }

    /// <summary>Those who must be in exactly one class.</summary>
    public required IReadOnlyList<PlanPerson> People { get; init; }

    /// <summary>The classes that could be held; which of them are is for the planner to say.</summary>
    public required IReadOnlyList<PlanClass> Classes { get; init; }
    public PlanLimits Limits { get; init; } = new();

    /// <summary>Who must not sit in one class with whom.</summary>
    public IReadOnlyList<KeptApart> Apart { get; init; } = [];

    /// <summary>Places already confirmed. Kept where the rules allow it; a place in a locked class is kept in any case.</summary>
    public IReadOnlyDictionary<MemberId, Guid> Confirmed { get; init; } = new Dictionary<MemberId, Guid>();

    /// <summary>Days on which no class can be added: public holidays, the Spring Festival.</summary>
    public IReadOnlySet<DateOnly> ClosedDays { get; init; } = new HashSet<DateOnly>();
}

/// <param name="Members">All members of the branch, those who need not come included: the share that may be away is taken of them.</param>
/// <param name="Committee">How many of them sit on its committee.</param>
public sealed record PlanBranch(string Path, string Town, MapPoint Place, int Members, int Committee);

public sealed record PlanPerson(MemberId MemberId, string Number, string Branch, DateOnly? LastTrainedOn, bool OnCommittee = false)
{
    /// <summary>A class must lie within one of these. Empty for somebody who is at home all year.</summary>
    public IReadOnlyList<ClassDays> Windows { get; init; } = [];

    /// <summary>A class must touch none of these.</summary>
    public IReadOnlyList<ClassDays> Away { get; init; } = [];

    /// <summary>A wish, not a rule: it decides between people who are otherwise alike.</summary>
    public Guid? Prefers { get; init; }
}

/// <param name="Room">Venue and room. Two classes in one room must not overlap.</param>
/// <param name="Smallest">With fewer people the class is not worth holding.</param>
/// <param name="Trainers">Any one of them is enough, and must not be elsewhere meanwhile. Empty when the class needs none named.</param>
/// <param name="Locked">Locked or past: whoever is in it stays, nobody is added, and the rules are not asked again.</param>
public sealed record PlanClass(
    Guid Id, string Room, string Town, MapPoint Place, ClassDays Days, int Seats, int Smallest, IReadOnlyList<string> Trainers, bool Locked = false);

/// <param name="BranchShare">Per cent of a branch that may be away on one day. One person always may.</param>
/// <param name="CommitteeShare">The same of its committee.</param>
/// <param name="Distance">How far a member may be sent, in hundreds of metres.</param>
public sealed record PlanLimits(int BranchShare = 100, int CommitteeShare = 100, int Distance = int.MaxValue)
{
    public int OfBranch(PlanBranch branch) => Math.Max(1, (int)((long)branch.Members * BranchShare / 100));

    public int OfCommittee(PlanBranch branch) => Math.Max(1, (int)((long)branch.Committee * CommitteeShare / 100));
}

public sealed record KeptApart(MemberId One, MemberId Other);
