namespace Learning.Courses.Quizzes.SecondLook;

/// <summary>Somebody whose sitting is on the list.</summary>
public sealed record LookedAtMember(Guid AttemptId, MemberId MemberId, string Name, string Number, string BranchName, DateTime StartedAt, DateTime FinishedAt);

/// <summary>Two sittings of one branch with more wrong answers in common than chance explains.</summary>
/// <param name="BothWrong">Questions both had and both were wrong about.</param>
/// <param name="Same">Of these, answered in the same words or by the same option.</param>
/// <param name="Expected">How many of them chance alone would make alike.</param>
/// <param name="OneIn">One pair in so many shares as much by chance; the number of pairs that were compared is counted in.</param>
public sealed record AlikePair(LookedAtMember First, LookedAtMember Second, int BothWrong, int Same, double Expected, double OneIn);

/// <summary>A sitting faster than the questions can be read.</summary>
public sealed record QuickSitting(LookedAtMember Member, int Answers, int Seconds);

/// <summary>Sittings of several members that began in one browser within minutes.</summary>
public sealed record SharedDevice(IReadOnlyList<LookedAtMember> Members);

/// <param name="Sittings">How many were looked at.</param>
public sealed record SecondLookList(string CourseKey, int Sittings, IReadOnlyList<AlikePair> Alike, IReadOnlyList<QuickSitting> Quick, IReadOnlyList<SharedDevice> Devices)
{
    public bool IsEmpty => Alike.Count + Quick.Count + Devices.Count == 0;
}
